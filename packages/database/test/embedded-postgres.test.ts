import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'consilium-embedded-')), 'pg');
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

async function query(host: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ host, user: 'consilium', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

const postmaster = () => Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10);

test('a committed row survives kill -9 of the server, which comes back by itself', async () => {
  const server = await startEmbeddedPostgres({ folder });
  await query(server.socketFolder, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
  process.kill(postmaster(), 'SIGKILL');
  await expect.poll(async () => (await query(server.socketFolder, 'SELECT n FROM kept')).rows, { timeout: 20_000 }).toEqual([{ n: 7 }]);
  await server.stop();
});

test('after stop no server is left, and the next start finds the rows', async () => {
  const server = await startEmbeddedPostgres({ folder });
  const pid = postmaster();
  expect((await query(server.socketFolder, 'SELECT n FROM kept')).rows).toEqual([{ n: 7 }]);
  await server.stop();
  expect(() => process.kill(pid, 0)).toThrow();
});

test('a guest takes over when the owner ends and stops the server', async () => {
  const script = `import { startEmbeddedPostgres } from '${new URL('../src/embedded-postgres.ts', import.meta.url).href}';
    const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  const guest = await startEmbeddedPostgres({ folder });
  expect(guest.owned).toBe(false);
  owner.kill('SIGTERM');
  await once(owner, 'exit');
  await expect
    .poll(
      () =>
        query(guest.socketFolder, 'SELECT n FROM kept').then(
          ({ rows }) => rows,
          () => [],
        ),
      { timeout: 20_000 },
    )
    .toEqual([{ n: 7 }]);
  const pid = postmaster();
  await guest.stop();
  expect(() => process.kill(pid, 0)).toThrow();
});
