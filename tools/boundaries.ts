import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';

const rules = createRequire(import.meta.url)('./boundaries.config.cjs');

/** Reads every import below `root` and returns those that break the floors, and how many modules were read. */
export async function checkBoundaries(root: string): Promise<{ modules: number; violations: readonly string[] }> {
  const folders = ['packages', 'apps', 'services', 'simulate'];
  const result = await cruise(folders, { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true, baseDir: root });
  const output = result.output as ICruiseResult;
  return {
    modules: output.modules.filter((module) => !module.source.includes('node_modules')).length,
    violations: output.summary.violations.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`),
  };
}

export const repositoryRoot = join(import.meta.dirname, '..');
