import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuntime, detectIsolation } from '../src/index.ts';
import { type County, SERVICES, standCounty } from './county.ts';

let county: County;
beforeAll(async () => {
  county = await standCounty({ services: ['misbehave', 'slices'], start: false });
  await county.decide('misbehave', 'active');
  await county.decide('slices', 'research');
  await county.patient('wang');
});
afterAll(() => county.close());

const statuses = async () =>
  (await county.sql<{ status: string; attempts: number }>('SELECT status, attempts FROM runtime.task ORDER BY queued_at')).map(
    ({ status, attempts }) => [status, attempts],
  );
const filed = async () => (await county.sql<{ n: number }>('SELECT count(*)::int n FROM record.resource WHERE draft'))[0]?.n;

/** Resolves with the first line that a process prints that starts so. */
async function line(child: ChildProcess, start: string): Promise<string> {
  for await (const text of createInterface({ input: child.stdout as NodeJS.ReadableStream })) if (text.startsWith(start)) return text;
  throw new Error(`the process ended before it printed ${start}`);
}
/** A process that ended and that nobody has asked about (`Z`) counts as ended. */
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

test('a run whose whole runtime was killed leaves nothing half done, no process behind, and is taken up by another', {
  timeout: 120_000,
}, async () => {
  await county.misbehave('slow');
  const worker = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./fixture/worker.ts', import.meta.url)),
      JSON.stringify(county.owner),
      join(county.folder, 'images'),
      join(SERVICES, 'misbehave'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const child = Number((await line(worker, 'child')).split(' ')[1]);
  await expect.poll(statuses).toEqual([['running', 1]]);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect([await statuses(), await filed()]).toEqual([[['running', 1]], 0]);
  if (detectIsolation() === 'full') await expect.poll(() => isAlive(child)).toBe(false);
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(`consilium-job-${worker.pid}-`));
  expect(left).toHaveLength(1);
  await createRuntime({ database: county.database, archive: county.archive, servicesFolders: [] }); // sweeps what a dead process left
  expect(readdirSync(tmpdir())).not.toContain(left[0]);
  await county.runtime.start();
  const row = await county.row(({ status }) => status === 'awaiting-signature', 80);
  expect([await statuses(), row.service.name]).toEqual([[['awaiting-signature', 2]], 'misbehave']);
});

test('stopping the platform interrupts a run, which does not count as a failed attempt', async () => {
  for (let stop = 0; stop < 4; stop++) {
    if (stop === 0) await county.misbehave('slow');
    await expect.poll(async () => (await statuses())[1], { timeout: 20_000 }).toEqual(['running', 1]);
    await county.runtime.stop();
    expect((await statuses())[1]).toEqual(['queued', 1]);
    await county.runtime.start();
  }
  await expect.poll(async () => (await statuses())[1], { timeout: 20_000 }).toEqual(['awaiting-signature', 1]);
});

test('a draft that cannot be filed whole is not filed at all, and is filed by the next attempt', async () => {
  const owner = new pg.Client(county.owner);
  await owner.connect();
  const before = [await filed(), (await county.sql('SELECT 1 FROM archive.instance WHERE draft')).length];
  await owner.query(`CREATE FUNCTION record.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.type = 'Provenance' THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON record.resource FOR EACH ROW EXECUTE FUNCTION record.refuse()`);
  await county.send('whole or nothing', [1, 2, 3, 4]);
  await expect.poll(async () => (await statuses())[2], { timeout: 20_000 }).toEqual(['running', 1]);
  await expect
    .poll(async () => (await county.sql(`SELECT 1 FROM queue.job WHERE state = 'retry'`)).length, { timeout: 20_000 })
    .toBeGreaterThan(0);
  expect([await filed(), (await county.sql('SELECT 1 FROM archive.instance WHERE draft')).length]).toEqual(before);
  await owner.query('DROP TRIGGER refuse ON record.resource');
  await owner.end();
  expect(await county.row(({ service, status }) => service.name === 'slices' && status === 'awaiting-signature')).toMatchObject({
    summary: { en: '4 slices' },
  });
});

test('when every connection to the database breaks, the runtime goes on with what comes after', async () => {
  const owner = new pg.Client(county.owner);
  await owner.connect();
  await owner.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await owner.end();
  await expect
    .poll(
      () =>
        county.misbehave('ok').then(
          () => true,
          () => false,
        ),
      { timeout: 20_000, interval: 500 },
    )
    .toBe(true);
  await expect.poll(async () => (await statuses()).at(-1)?.[0], { timeout: 30_000 }).toBe('awaiting-signature');
});

test('a second runtime on the same database takes the services that it knows from the registry', async () => {
  const second = await createRuntime({
    database: county.database,
    archive: county.archive,
    servicesFolders: [join(SERVICES, 'misbehave'), join(SERVICES, 'slices')],
  });
  expect(second.services.map(({ manifest, device }) => [manifest, device])).toEqual(
    county.runtime.services.map(({ manifest, device }) => [manifest, device]),
  );
});
