import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkBoundaries, repositoryRoot } from './boundaries.ts';

describe('imports go downward only', () => {
  test('in the whole repository', async () => {
    const { modules, violations } = await checkBoundaries(repositoryRoot);
    expect(modules).toBeGreaterThan(30);
    expect(violations).toEqual([]);
  });

  const planted = mkdtempSync(join(tmpdir(), 'consilium-boundaries-'));
  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  test.each([
    [
      'a package that imports a higher floor',
      'packages/contract/src/planted.ts',
      `import '../../database/src/index.ts';`,
      'contract-imports-downward-only',
    ],
    [
      'a service that imports the platform',
      'services/planted/service.ts',
      `import '../../packages/database/src/index.ts';`,
      'services-import-floor-0',
    ],
    [
      'the workbench reaching past HTTP',
      'apps/workbench/src/planted.ts',
      `import '../../../packages/database/src/index.ts';`,
      'workbench-speaks-http',
    ],
    ['a look into another package', 'packages/access/src/planted.ts', `import '../../database/src/migrate.ts';`, 'only-the-public-face'],
  ])('%s is seen', async (_name, file, text, rule) => {
    for (const folder of ['packages', 'apps', 'services', 'simulate']) mkdirSync(join(planted, folder), { recursive: true });
    for (const name of ['contract', 'database', 'access'])
      cpSync(join(repositoryRoot, 'packages', name), join(planted, 'packages', name), { recursive: true });
    symlinkSync(join(repositoryRoot, 'node_modules'), join(planted, 'node_modules'));
    mkdirSync(join(planted, file, '..'), { recursive: true });
    writeFileSync(join(planted, file), text);
    const { violations } = await checkBoundaries(planted);
    rmSync(planted, { recursive: true, force: true });
    mkdirSync(planted);
    expect(violations.filter((v) => v.includes('planted')).map((v) => v.split(':')[0])).toContain(rule);
  });
});
