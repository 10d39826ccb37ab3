import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Change, createResource, deleteResource, followHistory } from '../src/index.ts';
import { createRecord, patient, system } from './fixture.ts';

let record: Awaited<ReturnType<typeof createRecord>>;
beforeAll(async () => {
  record = await createRecord();
});
afterAll(() => record.drop());

function follow(consumer: string, onChange: (change: Change) => Promise<void> | void, consortium = 'qinghe') {
  const stop = new AbortController();
  const done = followHistory(record.database, { consumer, consortium, onChange: async (change) => onChange(change), signal: stop.signal });
  return { stop: () => (stop.abort(), done) };
}
const create = (id: string, consortium = 'qinghe') => record.run((c, t) => createResource(c, t, patient(), { id }), system(consortium));

test('a follower sees every version once, in order, and goes on where it stopped', async () => {
  const seen: string[] = [];
  await create('a');
  const first = follow('one', ({ id, version, deleted }) => void seen.push(`${id}/${version}${deleted ? ' deleted' : ''}`));
  await create('b');
  await create('elsewhere', 'other');
  await record.run((c, t) => deleteResource(c, t, 'Patient', 'a'));
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['a/1', 'b/1', 'a/2 deleted']);
  await first.stop();
  await create('c');
  const second = follow('one', ({ id, version }) => void seen.push(`${id}/${version}`));
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['a/1', 'b/1', 'a/2 deleted', 'c/1']);
  await second.stop();
});

test('a follower never passes a transaction that is still open', async () => {
  const seen: string[] = [];
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let written = (): void => {};
  const started = new Promise<void>((resolve) => (written = resolve));
  const slow = record.run(async (c, t) => {
    await createResource(c, t, patient(), { id: 'early' });
    written();
    await held;
  });
  await started;
  await create('late'); // commits first
  const follower = follow('two', ({ id }) => void seen.push(id));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen).not.toContain('late');
  release();
  await slow;
  await expect.poll(() => seen.slice(-2), { timeout: 10_000 }).toEqual(['early', 'late']);
  await follower.stop();
});

test('a change whose handling fails is tried again and nothing is skipped', async () => {
  const seen: string[] = [];
  let failures = 0;
  await create('x1');
  await create('x2');
  const follower = follow('three', ({ id }) => {
    if (id === 'x1' && failures++ < 3) throw new Error('not yet');
    seen.push(id);
  });
  await expect.poll(() => seen.slice(-2), { timeout: 30_000 }).toEqual(['x1', 'x2']);
  await follower.stop();
});

test('two followers of one name share the work', async () => {
  const seen: string[] = [];
  const note = ({ id, version }: Change): void => void seen.push(`${id}/${version}`);
  const both = [follow('four', note), follow('four', note)];
  await Promise.all(Array.from({ length: 20 }, (_, i) => create(`shared-${i}`)));
  await expect.poll(() => seen.filter((id) => id.startsWith('shared')).length, { timeout: 10_000 }).toBe(20);
  await Promise.all(both.map((follower) => follower.stop()));
  expect(new Set(seen).size).toBe(seen.length);
});

test('a follower of one type is not shown the others, and does not read them again', async () => {
  const seen: string[] = [];
  const follow = async (types: readonly string[]): Promise<void> => {
    const stop = new AbortController();
    const onChange = async ({ type }: Change): Promise<void> => void seen.push(type);
    const done = followHistory(record.database, { consumer: 'typed', consortium: 'typed', types, onChange, signal: stop.signal });
    await expect.poll(() => seen, { timeout: 10_000 }).toContain('Organization');
    stop.abort();
    await done;
  };
  await create('p1', 'typed');
  await record.run((c, t) => createResource(c, t, { resourceType: 'Organization', name: 'o' }, { id: 'o1' }), system('typed'));
  await follow(['Organization']);
  expect(seen).toEqual(['Organization']);
  await record.run((c, t) => createResource(c, t, { resourceType: 'Organization', name: 'o' }, { id: 'o2' }), system('typed'));
  await follow(['Organization', 'Patient']);
  expect(seen).not.toContain('Patient');
});
