import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectIsolation, type Isolation } from '../src/sandbox/isolation.ts';
import { describeService, runServiceOnce } from '../src/sandbox/run-service-once.ts';

const services = fileURLToPath(new URL('./services/', import.meta.url));
const hostile = join(services, 'hostile');
const secretFolder = mkdtempSync(join(tmpdir(), 'consilium-secret-'));
const secret = join(secretFolder, 'secret.txt');
writeFileSync(secret, 'another patient');
const server = createServer();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  rmSync(secretFolder, { recursive: true });
});

const best = detectIsolation();
const weaker: readonly Isolation[] = best === 'full' ? ['full', 'partial', 'none'] : best === 'partial' ? ['partial', 'none'] : ['none'];
const attack = (isolation: Isolation, parameters: Record<string, unknown>) => runServiceOnce(hostile, { parameters }, { isolation });
const got = async (isolation: Isolation, parameters: Record<string, unknown>) => (await attack(isolation, parameters)).result.value;

test.skipIf(best !== 'full')('bubblewrap is used where it works', () => expect(best).toBe('full'));

describe.each(weaker)('with isolation %s', (isolation) => {
  test('a service says what it is, and its functions stay in the child', async () => {
    expect(await describeService(join(services, 'echo'), { isolation })).toMatchObject({ name: 'echo', trigger: { kind: 'request' } });
  });

  test('an answer comes back with progress on the way', async () => {
    const steps: number[] = [];
    const { result } = await runServiceOnce(
      join(services, 'echo'),
      { parameters: { a: '海马' } },
      { isolation, onProgress: (share) => steps.push(share) },
    );
    expect([result, steps]).toEqual([{ kind: 'answer', value: { parameters: { a: '海马' } } }, [0.5]]);
  });

  test(isolation === 'none' ? 'a socket can be opened, which is why people are warned' : 'a socket cannot be opened', async () => {
    const answer = await got(isolation, { way: 'socket', port: (server.address() as AddressInfo).port });
    if (isolation === 'none') expect(answer).toBe('connected');
    else expect(answer).not.toBe('connected');
  });

  test.each(['/etc/passwd', secret])('%s cannot be read', async (file) => {
    await expect(attack(isolation, { way: 'read', file })).rejects.toThrow(/ENOENT|ERR_ACCESS_DENIED|restricted/);
  });

  test('nothing can be written', async () => {
    const file = join(secretFolder, 'planted');
    await expect(attack(isolation, { way: 'write', file })).rejects.toThrow();
    await expect(attack(isolation, { way: 'write', file: join(hostile, 'planted') })).rejects.toThrow();
    expect([existsSync(file), existsSync(join(hostile, 'planted'))]).toEqual([false, false]);
  });

  test('no process can be started', async () => {
    await expect(attack(isolation, { way: 'process' })).rejects.toThrow();
  });

  test('the environment is empty but for time zone and language', async () => {
    expect(
      Object.keys((await got(isolation, { way: 'environment' })) as object).filter(
        (name) => !['TZ', 'LANG', 'PATH', 'PWD', '_', 'SHLVL'].includes(name),
      ),
    ).toEqual([]);
  });

  test('memory beyond the limit ends the run', async () => {
    await expect(attack(isolation, { way: 'memory' })).rejects.toMatchObject({ name: 'RuntimeError', code: 'out-of-memory' });
  });
});

test('a run that never ends is ended at its time limit', async () => {
  await expect(attack(best, { way: 'loop' })).rejects.toMatchObject({ code: expect.stringMatching(/time-limit|processor-limit|killed/) });
});

test.each([
  ['floods the result channel', 'flood', 'wrote to the result channel'],
  ['ends without a result', 'exit', 'exit code 0'],
  ['answers with more than the limit', 'huge', 'one message of'],
  ['throws', 'throw', 'the model file is broken'],
  ['returns nothing', 'nothing', 'run returned nothing'],
])('a service that %s fails with a reason', async (_name, way, reason) => {
  await expect(attack(best, { way })).rejects.toThrow(reason);
});

test('a run can be cancelled', async () => {
  const cancel = new AbortController();
  const run = runServiceOnce(
    hostile,
    { parameters: { way: 'loop' } },
    { signal: cancel.signal, onStart: () => setTimeout(() => cancel.abort(), 300) },
  );
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
});

test('killing the child from outside fails the run and says so', async () => {
  const run = runServiceOnce(
    hostile,
    { parameters: { way: 'loop' } },
    { onStart: ({ pid }) => setTimeout(() => process.kill(-pid, 'SIGKILL'), 300) },
  );
  await expect(run).rejects.toMatchObject({ code: 'killed' });
});

test('a service whose folder holds no service says what to write', async () => {
  await expect(describeService(secretFolder)).rejects.toThrow(/service\.ts/);
});

test('a service outside the repository finds the contract', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-outside-'));
  writeFileSync(
    join(folder, 'service.ts'),
    `import { answer, defineService, onRequest } from '@consilium/contract';
    export default defineService({ name: 'outside', version: '1.0.0', scenario: 'S92', title: { zh: '外', en: 'Outside' }, deviceClass: 'none',
      trigger: onRequest({ parameters: {} }), reads: [], drafts: [], signatures: [], limits: { seconds: 20, memoryMB: 200 }, run: async () => answer(1) });`,
  );
  expect((await runServiceOnce(folder, { parameters: {} })).result).toEqual({ kind: 'answer', value: 1 });
  rmSync(folder, { recursive: true });
});
