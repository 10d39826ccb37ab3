import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type RunningPlatform, startServer, until } from './platform.ts';

const home = mkdtempSync(join(tmpdir(), 'consilium-life-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const postmaster = (): number => Number.parseInt(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8'), 10);
const processesOf = (folder: string): string =>
  spawnSync('pgrep', ['-af', folder], { encoding: 'utf8' })
    .stdout.replace(/^.*pgrep.*$/gm, '')
    .trim();
const seeded = async (server: RunningPlatform): Promise<void> => {
  await until(
    'the simulated county',
    async () => ((await (await fetch(`${server.origin}/api/seeding`)).json()) as { done: boolean }).done || undefined,
  );
};
/** Asks until there is an answer: while the database comes back a request may end in 503. */
const count = async (server: RunningPlatform): Promise<number> => {
  const ask = await server.as('gao');
  return until('a count', async () => {
    const answer = await ask('/fhir/Patient?_summary=count');
    return answer.ok ? ((await answer.json()) as { total: number }).total : undefined;
  });
};

describe('the platform starts, is killed, and goes on', () => {
  let server: RunningPlatform;

  test('the first start makes the county, and everything that listens asks who you are', async () => {
    server = await startServer({ home, residents: 5 });
    await seeded(server);
    expect(await count(server)).toBeGreaterThanOrEqual(5);
    for (const path of ['/fhir/Patient', '/dicom-web/studies', '/api/worklist', '/api/services', '/api/me', '/api/audit'])
      expect([path, (await fetch(server.origin + path)).status]).toEqual([path, 401]);
    expect((await fetch(`${server.origin}/fhir/metadata`)).status).toBe(200);
    expect((await fetch(server.origin)).status).toBe(200);
  });

  test('kill -9 of the database: it comes back by itself, and nothing acknowledged is lost', async () => {
    const before = await count(server);
    const ask = await server.as('gao');
    const made = await ask('/fhir/Patient', {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Patient', name: [{ family: '冯' }] }),
    });
    expect(made.status).toBe(201);
    process.kill(postmaster(), 'SIGKILL');
    await until('the record to answer again', async () => ((await ask('/fhir/Patient?_summary=count')).ok ? true : undefined), 30);
    expect(await count(server)).toBe(before + 1);
  });

  test('kill -9 of the platform itself: the next start takes over what was left running', async () => {
    const before = await count(server);
    const ended = new Promise((resolve) => server.process.once('exit', resolve));
    process.kill(server.process.pid as number, 'SIGKILL');
    await ended;
    server = await startServer({ home, residents: 5 });
    await seeded(server);
    expect(await count(server)).toBe(before);
  });

  test('Ctrl-C stops everything, the database included, and leaves no process', async () => {
    expect(await server.stop()).toBe(0);
    expect(processesOf(home)).toBe('');
  });

  test('beyond loopback there are no demonstration sign-ins and no simulated county', async () => {
    const elsewhere = await startServer({ env: { HOST: '0.0.0.0' } });
    try {
      expect((await (await fetch(`${elsewhere.origin}/api/seeding`)).json()) as object).toMatchObject({ done: true });
      const demo = await fetch(`${elsewhere.origin}/api/demo-users`);
      expect(demo.ok ? await demo.json() : []).toEqual([]);
      expect((await elsewhere.consilium('token', '--user', 'zhou')).stderr).toMatch(/zhou/);
    } finally {
      await elsewhere.stop();
    }
  });
});
