import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchResult } from '@consilium/contract';
import { readDataSet } from '@consilium/dicom';
import { hippocampusCrop } from '@consilium/simulate';
import { writeNifti } from '@consilium/volume';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATA, openCli, processesOf, type RunningPlatform, startServer, until, write, writePhantom } from './cli.ts';

const files = mkdtempSync(join(tmpdir(), 'consilium-commands-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));

const oneLine = (text: string): string => {
  expect(text.trim().split('\n')).toHaveLength(1);
  return text.trim();
};

describe('without server or database', () => {
  const cli = openCli(join(files, 'untouched'));
  const images = DATA && join(DATA, 'hippocampus-mri');
  const real = images && existsSync(images) ? images : undefined;
  const series = real ? join(real, 'dicom/Study1') : writePhantom(join(files, 'series'), 5);
  afterAll(() => expect(existsSync(cli.home)).toBe(false));

  test(`run prints the result on ${real ? 'the real crop Study1' : 'a generated phantom, for want of the shared data'} and keeps its DICOM objects`, async () => {
    const output = join(files, 'output');
    const { code, stdout, stderr } = await cli.run('run', 'hippocampus-mri', '--input', series, '--output', output);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/isolation \w+/)]);
    const result = JSON.parse(stdout) as { kind: string; resources: { resource: { resourceType: string } }[] };
    expect(result.kind).toBe('draft');
    expect(result.resources.map(({ resource }) => resource.resourceType)).toContain('DiagnosticReport');
    const objects = readdirSync(output).map((name) =>
      readDataSet(readFileSync(join(output, name)), { untilPixelData: true }).text('Modality'),
    );
    expect(objects).toContain('SEG');
  });

  test('run says which input a service takes', async () => {
    const json = write(join(files, 'input.json'), '{"parameters":{}}');
    const wrong = await cli.run('run', 'hippocampus-mri', '--input', json);
    expect([wrong.code, oneLine(wrong.stderr)]).toEqual([
      1,
      expect.stringMatching(/hippocampus-mri reads images: give a DICOM file, or the folder/),
    ]);
  });

  test(`bench --json prints one object of the agreed shape, on two ${real ? 'labelled cases of the shared data' : 'generated cases, for want of the shared data'}`, async () => {
    const data = join(files, 'cases');
    for (const part of ['images', 'labels'] as const) {
      mkdirSync(join(data, part), { recursive: true });
      if (real)
        for (const name of readdirSync(join(real, part))
          .filter((file) => file.endsWith('.nii.gz'))
          .slice(0, 2))
          copyFileSync(join(real, part, name), join(data, part, name));
      else
        for (const seed of [1, 2]) {
          const { size, values, truth } = hippocampusCrop(seed);
          const volume = {
            size,
            spacing: [1, 1, 1],
            affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
            values: part === 'images' ? values : truth,
          } as const;
          write(join(data, part, `case_${seed}.nii.gz`), gzipSync(writeNifti(volume)));
        }
    }
    const { code, stdout } = await cli.run('bench', 'hippocampus-mri', '--data', data, '--json');
    expect(code).toBe(0);
    const result = JSON.parse(oneLine(stdout)) as BenchResult;
    expect(Object.keys(result)).toEqual(['service', 'version', 'n', 'declined', 'metrics', 'secondsPerCase', 'perCase']);
    expect(result).toMatchObject({ service: 'hippocampus-mri', n: 2, declined: 0, perCase: [{}, {}] });
    expect(Object.keys(result.metrics)).toEqual(['dice', 'diceAnterior', 'dicePosterior', 'diceWhole', 'hd95Mm', 'volumeError']);
    for (const metric of Object.values(result.metrics))
      expect(metric).toEqual({ value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) });
  });

  test('help and version', async () => {
    const help = await cli.run('--help');
    expect(help.code).toBe(0);
    for (const command of ['serve', 'import', 'simulate', 'run', 'bench', 'new', 'user', 'token', 'doctor'])
      expect(help.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(await cli.run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test.each<[string, readonly string[], Record<string, string>, RegExp]>([
    ['an unknown command', ['fly'], {}, /unknown command 'fly'/],
    ['an unknown option', ['import', '--fast'], {}, /unknown option '--fast'/],
    ['a missing argument', ['import'], {}, /missing required argument 'path'/],
    ['a file that is not there', ['import', 'nowhere.json'], {}, /nowhere\.json: no such file or folder/],
    ['an unknown setting', ['doctor'], { CONSILIUM_COLOUR: 'red' }, /CONSILIUM_COLOUR: no such setting; there are CONSILIUM_HOME/],
    ['a setting that cannot be', ['doctor'], { PORT: '99999' }, /PORT=99999: /],
    ['an unknown service', ['run', 'palmistry', '--input', '.'], {}, /palmistry: no such service; there are hippocampus-mri/],
    ['a number that is none', ['simulate', '--residents', 'many'], {}, /'many' is invalid\. give a whole number/],
    ['a folder without cases', ['bench', 'hippocampus-mri', '--data', tmpdir()], {}, /--data .*README\.md says how the folder is laid out/],
    [
      'a home that cannot be written',
      ['token', '--user', 'x'],
      { CONSILIUM_HOME: '/dev/null/home' },
      /CONSILIUM_HOME=\/dev\/null\/home: .*give a folder/,
    ],
    [
      'a database that is not there',
      ['token', '--user', 'x'],
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/x' },
      /DATABASE_URL=postgres:\/\/me:\*\*\*@127\.0\.0\.1:1\/x: .*ECONNREFUSED.*start PostgreSQL there/,
    ],
    ['a name that is no service name', ['new', 'service', '../x'], {}, /use lower-case words/],
  ])('%s is told in one line', async (_name, args, env, says) => {
    const { code, stdout, stderr } = await cli.runWith({ env }, ...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(oneLine(stderr)).toMatch(says);
    rmSync(cli.home, { recursive: true, force: true }); // a home may have been made before the fault was found
  });
});

describe('a simulated county and its people', () => {
  const cli = openCli();
  let server: RunningPlatform;
  beforeAll(async () => {
    const made = await cli.run('simulate', '--residents', '5', '--seed', '2');
    expect(made).toMatchObject({ code: 0, stdout: 'A county of 5 residents stands (seed 2).\n' });
    server = await startServer({ home: cli.home });
  });
  afterAll(async () => {
    await server?.stop();
    cli.remove();
  });

  test('the same residents and seed once more change no count; another seed is refused', async () => {
    const ask = await server.as('gao');
    const counts = async (): Promise<number[]> =>
      Promise.all(
        ['Patient', 'Practitioner', 'Organization', 'Condition', 'Encounter', 'Observation', 'ImagingStudy'].map(
          async (type) => ((await (await ask(`/fhir/${type}?_summary=count`)).json()) as { total: number }).total,
        ),
      );
    const before = await counts();
    expect(before[0]).toBeGreaterThanOrEqual(5);
    expect((await server.consilium('simulate', '--residents', '5', '--seed', '2')).code).toBe(0);
    expect(await counts()).toEqual(before);
    const other = await server.consilium('simulate', '--residents', '5', '--seed', '3');
    expect([other.code, oneLine(other.stderr)]).toEqual([1, expect.stringMatching(/--seed 3: a county of another seed stands here/)]);
  });

  test('a person added with a password from a pipe has a token that the server takes', async () => {
    const add = (...more: string[]) =>
      cli.runWith({ input: 'a-long-password\n' }, 'user', 'add', '--name', 'newcomer', '--organization', 'county-hospital', ...more);
    expect(oneLine((await add('--role', 'wizard')).stderr)).toMatch(/role "wizard" is unknown: use one of/);
    expect(await add('--role', 'physician')).toMatchObject({ code: 0, stdout: expect.stringMatching(/newcomer may sign in as physician/) });
    expect(oneLine((await add('--role', 'physician')).stderr)).toMatch(/"newcomer" is taken/);
    const short = await cli.runWith(
      { input: 'abc\n' },
      'user',
      'add',
      '--name',
      'hasty',
      '--organization',
      'county-hospital',
      '--role',
      'nurse',
    );
    expect([short.code, oneLine(short.stderr)]).toEqual([1, expect.stringMatching(/password/)]);
    const { stdout } = await server.consilium('token', '--user', 'newcomer', '--hours', '1');
    const answer = await fetch(`${server.origin}/api/me`, { headers: { authorization: `Bearer ${stdout.trim()}` } });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ user: expect.objectContaining({ name: 'newcomer' }) }),
    ]);
    expect(oneLine((await server.consilium('token', '--user', 'nobody')).stderr)).toMatch(/"nobody" does not exist: add it with/);
    expect(oneLine((await server.consilium('token', '--user', 'newcomer', '--hours', '-1')).stderr)).toMatch(
      /--hours -1: give a number above 0/,
    );
  });

  test('the doctor finds nothing wrong, and names what is', async () => {
    const well = await server.consilium('doctor');
    expect([well.stdout, well.code]).toEqual([expect.stringContaining('Nothing stands in the way'), 0]);
    expect(well.stdout).not.toContain('WRONG');
    expect(well.stdout).toMatch(/port \d+ is taken: by a running Consilium, or set PORT/);
    const home = await cli.runWith({ env: { CONSILIUM_HOME: '/dev/null/home' } }, 'doctor');
    expect([home.stdout, home.code]).toEqual([expect.stringMatching(/WRONG +Data .*set CONSILIUM_HOME/), 1]);
    const database = await cli.runWith({ env: { DATABASE_URL: 'postgres://127.0.0.1:1/x' } }, 'doctor');
    expect([database.stdout, database.code]).toEqual([expect.stringMatching(/WRONG +Database +DATABASE_URL=.*start PostgreSQL there/), 1]);
  });

  test('a port that is taken is told by its setting', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await until('the port', async () => taken.listening || undefined);
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await cli.runWith({ env: { PORT: String(port), DICOM_PORT: '0' } }, 'serve');
    taken.close();
    expect([code, oneLine(stderr)]).toEqual([1, expect.stringMatching(`PORT=${port}: taken by another program: give another PORT`)]);
  });
});

describe('Ctrl-C', () => {
  test('in the middle of an import leaves no process and no half resource; the next import takes in the rest', async () => {
    const cli = openCli();
    try {
      const added = await cli.runWith(
        { input: 'long-enough-1\n' },
        'user',
        'add',
        '--consortium',
        'qinghe',
        '--name',
        'importer',
        '--organization',
        'county-hospital',
        '--role',
        'physician',
      );
      expect(added.code).toBe(0);
      const count = 20_000;
      const file = join(files, 'large.ndjson');
      write(
        file,
        Array.from({ length: count }, (_, i) =>
          JSON.stringify({ resourceType: 'Observation', id: `o${i}`, status: 'final', code: { text: 'x' } }),
        ).join('\n'),
      );
      const { child, ended } = cli.start('import', file);
      let progress = '';
      child.stderr?.on('data', (chunk) => (progress += chunk));
      await until('a tenth of the import', async () => /^ +[1-9]\d? %/m.test(progress) || undefined);
      process.kill(-(child.pid as number), 'SIGINT');
      process.kill(child.pid as number, 'SIGINT'); // as npm passes on what the terminal has sent already
      const { code, stdout } = await ended;
      expect([code, stdout]).toEqual([130, expect.stringMatching(/Stopped before the end/)]);
      expect(processesOf(cli.home)).toBe('');
      const created = Number(/(\d+) resources created/.exec(stdout)?.[1]);
      expect(created).toBeGreaterThan(0);
      expect(created).toBeLessThan(count);
      const rest = await cli.run('import', file);
      expect(rest.stdout).toMatch(`${count - created} resources created, 0 updated, ${created} known already`);
      expect(processesOf(cli.home)).toBe('');
    } finally {
      cli.remove();
    }
  });

  test('a closed window stops the platform in order, although nobody reads what it says', async () => {
    const cli = openCli();
    try {
      const { child, ended } = cli.startWith({ PORT: '0', DICOM_PORT: '0', CONSILIUM_RESIDENTS: '0' }, 'serve');
      let said = '';
      child.stdout?.on('data', (chunk) => (said += chunk));
      await until('the platform', async () => said.includes('Ctrl-C') || undefined);
      child.stdout?.destroy();
      child.stderr?.destroy();
      process.kill(-(child.pid as number), 'SIGHUP');
      expect((await ended).code).toBe(0);
      expect(processesOf(cli.home)).toBe('');
    } finally {
      cli.remove();
    }
  });

  test('a person who is refused leaves no consortium behind', async () => {
    const cli = openCli();
    try {
      const person = ['user', 'add', '--consortium', 'hasty', '--name', 'hasty', '--organization', 'county-hospital', '--role', 'nurse'];
      expect((await cli.runWith({ input: 'abc\n' }, ...person)).code).toBe(1);
      expect((await cli.run('doctor')).stdout).toMatch(/consortia: none yet/);
    } finally {
      cli.remove();
    }
  });
});
