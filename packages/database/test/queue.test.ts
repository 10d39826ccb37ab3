import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, type JobQueue, migrations, startQueue } from '../src/queue.ts';
import { createTestDatabase } from '../src/testing.ts';

let made: Awaited<ReturnType<typeof createTestDatabase>>;
let queue: JobQueue;
beforeAll(async () => {
  made = await createTestDatabase([migrations]);
  queue = await startQueue(made.database);
});
afterAll(async () => {
  await queue.stop();
  await made.drop();
});

const settings = { attempts: 3, backOffSeconds: 1, expireSeconds: 60 };
const enqueue = (name: string, id: string, payload: object = {}) =>
  made.database.platformTransaction((t) => queue.enqueue(t, name, { id, payload }));

test('a job is done once, also when it was enqueued twice', async () => {
  await queue.declare('once', settings);
  const id = randomUUID();
  await enqueue('once', id, { n: 7 });
  await enqueue('once', id, { n: 7 });
  const seen: unknown[] = [];
  await queue.work('once', 2, async (job) => void seen.push(job.payload));
  await enqueue('once', randomUUID(), { n: 8 });
  await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(2);
  expect(seen).toEqual([{ n: 7 }, { n: 8 }]);
});

test('a job whose transaction rolls back never existed', async () => {
  await queue.declare('rolled-back', settings);
  await expect(
    made.database.platformTransaction(async (t) => {
      await queue.enqueue(t, 'rolled-back', { id: randomUUID(), payload: { kept: false } });
      throw new Error('in the middle');
    }),
  ).rejects.toThrow('in the middle');
  await enqueue('rolled-back', randomUUID(), { kept: true });
  const seen: unknown[] = [];
  await queue.work('rolled-back', 1, async (job) => void seen.push(job.payload));
  await expect.poll(() => seen, { timeout: 15_000 }).toEqual([{ kept: true }]);
});

test('a job that fails is tried again with a pause, and after the last attempt ends in the dead-letter queue', async () => {
  await queue.declare('failing', settings);
  const attempts: [number, boolean][] = [];
  const dead: Job<object>[] = [];
  await queue.work('failing', 1, async (job) => {
    attempts.push([job.attempt, job.last]);
    throw new Error('always');
  });
  await queue.workFailed('failing', async (job) => void dead.push(job));
  await enqueue('failing', randomUUID(), { n: 1 });
  await expect.poll(() => dead.length, { timeout: 40_000 }).toBe(1);
  expect(attempts).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect(dead[0]?.payload).toEqual({ n: 1 });
});

test('a job whose process was killed in the middle is taken up again by another within a minute', { timeout: 120_000 }, async () => {
  await queue.declare('killed', settings);
  await enqueue('killed', randomUUID(), { n: 9 });
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./fixture/take-and-hang.ts', import.meta.url)), 'killed', JSON.stringify(made.owner)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toContain('taken');
  child.kill('SIGKILL');
  const seen: Job<object>[] = [];
  await queue.work('killed', 1, async (job) => void seen.push(job));
  await expect.poll(() => seen.length, { timeout: 60_000, interval: 500 }).toBe(1);
  expect([seen[0]?.payload, seen[0]?.attempt]).toEqual([{ n: 9 }, 2]);
});

test('schedules are kept by key', async () => {
  await queue.declare('due', settings);
  await queue.schedule('due', 'nightly', '0 2 * * *', 'Asia/Shanghai', { service: 'nightly' });
  await queue.schedule('due', 'weekly', '0 3 * * 1', 'Asia/Shanghai', { service: 'weekly' });
  await queue.unschedule('due', 'weekly');
  expect(await queue.scheduledKeys('due')).toEqual(['nightly']);
});
