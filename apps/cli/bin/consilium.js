#!/usr/bin/env -S node --initial-heap-size=160 --max-semi-space-size=8
// Plain JavaScript that any Node understands: hands over to a Node that runs TypeScript by itself, ours if the installed one is too old.
// The heap begins at 160 MB: socket buffers count as its growth, and from a small one V8 would collect all of it many times in one C-STORE.
// A small young generation keeps the process below 500 MB resident under load.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
if (Number.parseInt(process.versions.node, 10) >= 24) {
  await import(main);
} else {
  const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url));
  const node = join(bin, 'node');
  if (!existsSync(node)) {
    console.error(
      `Consilium runs on Node 24; this is ${process.version}, and npm has no Node for ${process.platform}-${process.arch}. Install Node 24 and try again.`,
    );
    process.exit(1);
  }
  const child = spawn(node, ['--initial-heap-size=160', '--max-semi-space-size=8', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: bin + delimiter + (process.env.PATH ?? '') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
