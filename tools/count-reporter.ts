import type { Reporter, TestModule } from 'vitest/node';

/** Closes the run with the one line that people and machines look for, and names every test that was skipped. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') continue;
        if (state === 'failed') failed++;
        count[state]++;
        if (state === 'skipped') console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}`);
      }
      if (module.state() === 'failed' && failed === 0) count.failed++; // the file did not load, or could not prepare its tests
    }
    if (process.env.CI && count.skipped > 0) {
      console.log('A skipped test is a failure in CI');
      process.exitCode = 1;
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}
