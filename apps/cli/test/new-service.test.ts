import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, ROOT } from './cli.ts';

/** The commands of a section of CONTRIBUTING.md, as they stand there. */
function commandsOf(section: string): string[] {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return text.split('\n').flatMap((line) => /^ {7}(\S.*)$/.exec(line)?.[1] ?? []);
}

const commands = commandsOf('Add a service in ten minutes');
/** A checkout of its own: a half-written service among the real ones would be seen by whatever else runs. */
const checkout = mkdtempSync(join(tmpdir(), 'consilium-checkout-'));

/** Copies the sources and links what is installed, the packages of the repository to their copies. */
function checkOut(): void {
  for (const name of ['apps', 'packages', 'services', 'simulate', 'tools', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(ROOT, name), join(checkout, name), {
      recursive: true,
      filter: (path) => !/\/(node_modules|dist)$|^\/[^/]+\/[^/]+\/test$|\.test\.ts$/.test(path.slice(ROOT.length)),
    });
  const installed = join(ROOT, 'node_modules');
  const modules = join(checkout, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(installed))
    if (!['.bin', '.vite', '.vite-temp', '.cache', '@consilium'].includes(name)) symlinkSync(join(installed, name), join(modules, name));
  for (const place of ['apps', 'packages'])
    for (const name of readdirSync(join(ROOT, place)))
      if (existsSync(join(ROOT, place, name, 'node_modules')))
        symlinkSync(join(ROOT, place, name, 'node_modules'), join(checkout, place, name, 'node_modules'));
  // links between packages, and commands, lead from where they stand: into the copy
  for (const folder of ['@consilium', '.bin'])
    cpSync(join(installed, folder), join(modules, folder), { recursive: true, verbatimSymlinks: true });
}

/** As a person types it: none of what this test run has set. */
function type(command: string): Promise<Ended> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE|TEST$|NODE_ENV|NODE_OPTIONS|CONSILIUM_|npm_)/.test(name)),
  );
  const PATH = [join(ROOT, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const child = spawn('sh', ['-c', command], {
    cwd: checkout,
    env: { ...env, PATH, CI: 'true', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

beforeAll(checkOut);
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test('CONTRIBUTING.md says three commands: write, run, test', () => {
  expect(commands).toEqual([
    expect.stringMatching(/^npx consilium new service /),
    expect.stringMatching(/^npx consilium run /),
    expect.stringMatching(/^npx vitest run /),
  ]);
});

test('the first writes a folder with everything that a service has', async () => {
  expect(await type(commands[0] as string)).toMatchObject({ code: 0 });
  expect(readdirSync(join(checkout, 'services/body-mass-index')).sort()).toEqual([
    'README.md',
    'body-mass-index.ts',
    'card.json',
    'package.json',
    'service.ts',
    'test',
  ]);
  const again = await type(commands[0] as string);
  expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/body-mass-index exists already: choose another name/)]);
});

test('the second answers its example, in the sandbox', async () => {
  const { code, stdout, stderr } = await type(commands[1] as string);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/isolation \w+/)]);
  expect(JSON.parse(stdout)).toEqual({ kind: 'answer', value: { bodyMassIndex: 23.4, unit: 'kg/m2' } });
});

test('the third passes its tests', async () => {
  const { code, stdout, stderr } = await type(commands[2] as string);
  expect([code, stderr, stdout]).toEqual([0, expect.anything(), expect.stringMatching(/\b[1-9]\d* passed, 0 failed, 0 skipped/)]);
});
