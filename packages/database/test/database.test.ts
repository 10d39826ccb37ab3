import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../src/testing.ts';

let made: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  made = await createTestDatabase([{ schema: 'example', folder: new URL('./fixture/', import.meta.url) }]);
});
afterAll(() => made.drop());

const write = (consortium: string, as = consortium) =>
  made.database.transaction({ consortium: as }, (t) => t.query('INSERT INTO example.note VALUES ($1, $2)', [consortium, 'text']));
const count = async (consortium: string) =>
  (await made.database.transaction({ consortium }, (t) => t.query<{ n: number }>('SELECT count(*)::int n FROM example.note'))).rows[0]?.n;

test('a consortium sees its own rows and nobody else does', async () => {
  await write('qinghe');
  expect([await count('qinghe'), await count('other')]).toEqual([1, 0]);
});

test('a row of another consortium cannot be written', async () => {
  await expect(write('qinghe', 'other')).rejects.toThrow(/row-level security/);
});

test('without a consortium nothing is visible', async () => {
  const { rows } = await made.database.platformTransaction((t) => t.query('SELECT * FROM example.note'));
  expect(rows).toEqual([]);
});

test('a transaction that throws leaves nothing behind', async () => {
  const before = await count('qinghe');
  await expect(
    made.database.transaction({ consortium: 'qinghe' }, async (t) => {
      await t.query('INSERT INTO example.note VALUES ($1, $2)', ['qinghe', 'lost']);
      throw new Error('in the middle');
    }),
  ).rejects.toThrow('in the middle');
  expect(await count('qinghe')).toBe(before);
});

test('the name of a consortium cannot break out of its quotes', async () => {
  expect(await count("x'; DROP TABLE example.note; --")).toBe(0);
  expect(await count('qinghe')).toBe(1);
});

test('what waits for the commit is written with it, and its failure undoes the rest', async () => {
  const before = await count('qinghe');
  const insert = (body: string | null) => ({
    name: 'example.insert',
    text: 'INSERT INTO example.note VALUES ($1, $2)',
    values: ['qinghe', body],
  });
  await made.database.transaction({ consortium: 'qinghe' }, async (t) => t.atCommit(insert('at commit')));
  expect(await count('qinghe')).toBe((before ?? 0) + 1);
  await expect(
    made.database.transaction({ consortium: 'qinghe' }, async (t) => {
      await t.query('INSERT INTO example.note VALUES ($1, $2)', ['qinghe', 'lost']);
      t.atCommit(insert(null));
    }),
  ).rejects.toThrow(/null value/);
  expect(await count('qinghe')).toBe((before ?? 0) + 1);
});

test('a part that fails undoes only itself, what it left for the commit included', async () => {
  const before = await count('qinghe');
  await made.database.transaction({ consortium: 'qinghe' }, async (t) => {
    await t.query('INSERT INTO example.note VALUES ($1, $2)', ['qinghe', 'kept']);
    await expect(
      t.savepoint(async () => {
        t.atCommit({ name: 'example.insert', text: 'INSERT INTO example.note VALUES ($1, $2)', values: ['qinghe', 'lost'] });
        await t.query('INSERT INTO example.note VALUES ($1, $2)', ['qinghe', null]);
      }),
    ).rejects.toThrow(/null value/);
  });
  expect(await count('qinghe')).toBe((before ?? 0) + 1);
});

test('an error that was passed over does not end in a commit that never was', async () => {
  await expect(
    made.database.transaction({ consortium: 'qinghe' }, async (t) => {
      await t.query('INSERT INTO example.note VALUES ($1, $2)', ['qinghe', null]).catch(() => {});
    }),
  ).rejects.toThrow(/rolled back/);
});
