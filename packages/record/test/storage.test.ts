import type { Observation } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createResource,
  deleteResource,
  historyOf,
  importBundle,
  processBundle,
  readResource,
  reindexResources,
  searchResources,
  updateResource,
} from '../src/index.ts';
import { createRecord, observation, patient, system, user } from './fixture.ts';

let record: Awaited<ReturnType<typeof createRecord>>;
beforeAll(async () => {
  record = await createRecord();
});
afterAll(() => record.drop());

test('row-level security binds every table of the record', async () => {
  const { rows } = await record.run((_c, t) =>
    t.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'record'::regnamespace AND relkind = 'r' AND NOT relrowsecurity`,
    ),
  );
  expect(rows).toEqual([]);
  await record.run((c, t) => createResource(c, t, patient()));
  for (const table of ['resource', 'token', 'string', 'date', 'history']) {
    const count = async (consortium: string) =>
      (await record.run((_c, t) => t.query<{ n: number }>(`SELECT count(*)::int n FROM record.${table}`), system(consortium))).rows[0]!.n;
    expect([table, (await count('qinghe')) > 0, await count('other')]).toEqual([table, true, 0]);
  }
});

test('nobody can change or remove a version', async () => {
  await expect(record.run((_c, t) => t.query('UPDATE record.history SET doc = NULL'))).rejects.toThrow(/permission denied/);
  await expect(record.run((_c, t) => t.query('DELETE FROM record.history'))).rejects.toThrow(/permission denied/);
});

test('an update leaves no search value of the version before', async () => {
  const made = await record.run((c, t) => createResource(c, t, patient({ id: 'p' }), { id: 'changing' }));
  await record.run((c, t) =>
    updateResource(c, t, { ...made, name: [{ text: '新名' }], birthDate: '2001-01-01', identifier: [{ value: 'new' }] }),
  );
  const find = async (query: string) =>
    (await record.run((c, t) => searchResources(c, t, 'Patient', `_id=changing&${query}`))).resources.length;
  expect([
    await find('name=王'),
    await find('birthdate=1960-02-03'),
    await find('name=新'),
    await find('birthdate=2001'),
    await find('identifier=new'),
  ]).toEqual([0, 0, 1, 1, 1]);
  await record.run((c, t) => deleteResource(c, t, 'Patient', 'changing'));
  const { rows } = await record.run((_c, t) => t.query(`SELECT 1 FROM record.string WHERE value LIKE '新%'`));
  expect(rows).toEqual([]);
});

test('a resource stays with the organisation that made it, whoever writes the next version', async () => {
  const made = await record.run((c, t) => createResource(c, t, patient()), { ...system(), organization: 'township' });
  await record.run((c, t) => updateResource(c, t, made), { ...system(), organization: 'county' });
  const { rows } = await record.run((_c, t) =>
    t.query('SELECT organization FROM record.history WHERE id = $1 UNION SELECT organization FROM record.resource WHERE id = $1', [
      made.id,
    ]),
  );
  expect(rows).toEqual([{ organization: 'township' }]);
});

test('computing the search values anew changes nothing that is found', async () => {
  const context = system('anew');
  await record.run(
    (c, t) =>
      importBundle(c, t, {
        resourceType: 'Bundle',
        type: 'collection',
        entry: Array.from({ length: 25 }, (_, i) => ({
          resource: i % 5 ? observation('Patient/p0', { id: `o${i}` }) : patient({ id: `p${i}` }),
        })),
      }),
    context,
  );
  const state = async () => {
    const rows: unknown[] = [];
    for (const [table, columns] of [
      ['token', 'param, code, system, patient, lo, rid'],
      ['reference', 'param, target_type, target_id, lo, rid'],
      ['date', 'param, lo, hi, rid'],
      ['string', 'param, value, rid'],
      ['resource', 'rid, patient, lo, doc'],
    ])
      rows.push((await record.run((_c, t) => t.query(`SELECT ${columns} FROM record.${table} ORDER BY ${columns}`), context)).rows);
    return rows;
  };
  const before = await state();
  await record.run((_c, t) => t.query('DELETE FROM record.token'), context);
  let next: string | undefined = '0';
  let reindexed = 0;
  while (next !== undefined) {
    const done: Awaited<ReturnType<typeof reindexResources>> = await record.run((c, t) => reindexResources(c, t, next, 10), context);
    reindexed += done.reindexed;
    next = done.next;
  }
  expect(reindexed).toBe(25);
  expect(await state()).toEqual(before);
});

test('a transaction may be filed as drafts', async () => {
  const answer = await record.run((c, t) =>
    processBundle(
      c,
      t,
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            request: { method: 'POST', url: 'Observation' },
            resource: { resourceType: 'Observation', status: 'preliminary', code: { text: 'x' } } as Observation,
          },
        ],
      },
      { draft: true },
    ),
  );
  const id = answer.entry![0]!.response!.location!.split('/')[1]!;
  expect((await record.run((c, t) => historyOf(c, t, 'Observation', id))).length).toBe(1);
  await expect(record.run((c, t) => readResource(c, t, 'Observation', id), user(['nurse']))).rejects.toThrow('does not exist');
});

test('a search value longer than an index entry does no harm', async () => {
  const long = '长'.repeat(3000);
  const made = await record.run((c, t) =>
    createResource(c, t, patient({ name: [{ text: long }], identifier: [{ system: 'urn:long', value: 'x'.repeat(3000) }] })),
  );
  const { resources } = await record.run((c, t) => searchResources(c, t, 'Patient', `name=${encodeURIComponent(long.slice(0, 100))}`));
  expect(resources.map(({ id }) => id)).toEqual([made.id]);
});
