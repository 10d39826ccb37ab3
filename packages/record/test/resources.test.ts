import { parseJson } from '@consilium/fhir';
import type { Observation, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createResource,
  deleteResource,
  historyOf,
  publishDrafts,
  readResource,
  readVersion,
  searchResources,
  updateResource,
} from '../src/index.ts';
import { createRecord, observation, patient, system, user } from './fixture.ts';

let record: Awaited<ReturnType<typeof createRecord>>;
beforeAll(async () => {
  record = await createRecord();
});
afterAll(() => record.drop());

const status = (error: unknown) => (error as { status?: number }).status;
const failing = async (work: Promise<unknown>) => work.then(() => undefined, status);

describe('create, read, update, delete', () => {
  test('a created resource is read back as it was sent, with id and version', async () => {
    const sent = patient();
    const made = await record.run((c, t) => createResource(c, t, sent));
    expect(made.meta?.versionId).toBe('1');
    const read = await record.run((c, t) => readResource<Patient>(c, t, 'Patient', made.id!));
    const { id, meta, ...rest } = read;
    expect(rest).toEqual(sent);
    expect([id, meta?.versionId]).toEqual([made.id, '1']);
  });

  test('decimals come back as they were written', async () => {
    const { id } = await record.run((c, t) => createResource(c, t, patient()));
    const sent = parseJson<Observation>(
      JSON.stringify(observation(`Patient/${id}`)).replace(/}$/, ',"valueQuantity":{"value":1.10,"unit":"mL"}}'),
    );
    const made = await record.run((c, t) => createResource(c, t, sent));
    expect(JSON.stringify(await record.run((c, t) => readResource(c, t, 'Observation', made.id!)))).toContain('"value":1.10,');
  });

  test('an update makes a new version and keeps the old one', async () => {
    const made = await record.run((c, t) => createResource(c, t, patient()));
    await record.run((c, t) => updateResource(c, t, { ...made, gender: 'female' }));
    const old = await record.run((c, t) => readVersion<Patient>(c, t, 'Patient', made.id!, '1'));
    const now = await record.run((c, t) => readResource<Patient>(c, t, 'Patient', made.id!));
    expect([old.gender, now.gender, now.meta?.versionId]).toEqual(['male', 'female', '2']);
    expect((await record.run((c, t) => searchResources(c, t, 'Patient', `_id=${made.id}&gender=male`))).resources).toEqual([]);
  });

  test('an update with a stale If-Match is refused', async () => {
    const made = await record.run((c, t) => createResource(c, t, patient()));
    await record.run((c, t) => updateResource(c, t, made, { ifMatch: 'W/"1"' }));
    expect(await failing(record.run((c, t) => updateResource(c, t, made, { ifMatch: 'W/"1"' })))).toBe(412);
  });

  test('an update of an unknown id creates it', async () => {
    const made = await record.run((c, t) => updateResource(c, t, patient({ id: 'chosen-id' })));
    expect([made.id, made.meta?.versionId]).toEqual(['chosen-id', '1']);
  });

  test('what was deleted is gone, cannot be found, and comes back by an update', async () => {
    const made = await record.run((c, t) => createResource(c, t, patient()));
    await record.run((c, t) => deleteResource(c, t, 'Patient', made.id!));
    expect(await failing(record.run((c, t) => readResource(c, t, 'Patient', made.id!)))).toBe(410);
    expect((await record.run((c, t) => searchResources(c, t, 'Patient', `_id=${made.id}`))).resources).toEqual([]);
    expect(await failing(record.run((c, t) => readVersion(c, t, 'Patient', made.id!, '2')))).toBe(410);
    await record.run((c, t) => updateResource(c, t, made));
    const versions = await record.run((c, t) => historyOf(c, t, 'Patient', made.id!));
    expect(versions.map(({ version, deleted }) => [version, deleted])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
  });

  test('an invalid resource is refused and names the field', async () => {
    const wrong = { ...observation('Patient/x'), status: 'nonsense' } as unknown as Observation;
    const error = await record.run((c, t) => createResource(c, t, wrong)).catch((e: unknown) => e);
    expect(status(error)).toBe(422);
    expect(String(error)).toContain('status');
  });
});

describe('who sees what', () => {
  test('a resource of another consortium does not exist', async () => {
    const made = await record.run((c, t) => createResource(c, t, patient()));
    const other = system('other');
    expect(await failing(record.run((c, t) => readResource(c, t, 'Patient', made.id!), other))).toBe(404);
    expect((await record.run((c, t) => searchResources(c, t, 'Patient', ''), other)).resources).toEqual([]);
    const theirs = await record.run((c, t) => updateResource(c, t, { ...made, gender: 'female' }), other);
    expect(theirs.meta?.versionId).toBe('1');
    expect((await record.run((c, t) => readResource<Patient>(c, t, 'Patient', made.id!))).gender).toBe('male');
  });

  test('a role without the permission reads and writes nothing', async () => {
    const clerk = user(['administrator']);
    expect(await record.run((c, t) => readResource(c, t, 'Patient', 'x'), clerk).catch((e: Error) => e.name)).toBe('AccessDeniedError');
    expect(await record.run((c, t) => createResource(c, t, patient()), clerk).catch((e: Error) => e.name)).toBe('AccessDeniedError');
  });

  test('a draft is there for signing roles only, and not in their ordinary searches', async () => {
    const { id } = await record.run((c, t) => createResource(c, t, patient()));
    const draft = await record.run((c, t) => createResource(c, t, observation(`Patient/${id}`), { draft: true }));
    const physician = user(['reporting-physician']);
    const nurse = user(['nurse']);
    const found = async (context = system(), drafts?: 'include') =>
      (await record.run((c, t) => searchResources(c, t, 'Observation', `subject=Patient/${id}`, { drafts }), context)).resources.length;
    expect(await failing(record.run((c, t) => readResource(c, t, 'Observation', draft.id!), nurse))).toBe(404);
    expect(await failing(record.run((c, t) => readVersion(c, t, 'Observation', draft.id!, '1'), nurse))).toBe(404);
    expect(await failing(record.run((c, t) => historyOf(c, t, 'Observation', draft.id!), nurse))).toBe(404);
    expect(await failing(record.run((c, t) => updateResource(c, t, draft), nurse))).toBe(404);
    expect(await failing(record.run((c, t) => readResource(c, t, 'Observation', draft.id!), physician))).toBeUndefined();
    expect([await found(nurse), await found(nurse, 'include'), await found(physician), await found(physician, 'include')]).toEqual([
      0, 0, 0, 1,
    ]);

    await record.run((c, t) => publishDrafts(c, t, [`Observation/${draft.id}`]));
    expect(await found(nurse)).toBe(1);
    const seen = await record.run((c, t) => historyOf(c, t, 'Observation', draft.id!), nurse);
    expect(seen.map(({ version }) => version)).toEqual([2]);
  });

  test('reads and writes leave audit rows', async () => {
    const made = await record.run((c, t) => createResource(c, t, patient()));
    await record.run((c, t) => readResource(c, t, 'Patient', made.id!), user(['nurse']));
    await record.run((c, t) => searchResources(c, t, 'Patient', `_id=${made.id}`), user(['nurse']));
    const { rows } = await record.run((_c, t) =>
      t.query('SELECT action, entity, patient FROM access.audit WHERE patient = $1 ORDER BY action, entity COLLATE "C"', [made.id]),
    );
    expect(rows).toEqual([
      { action: 'C', entity: `Patient/${made.id}`, patient: made.id },
      { action: 'R', entity: `Patient/${made.id}`, patient: made.id },
      { action: 'R', entity: `Patient?_id=${made.id}`, patient: made.id },
    ]);
  });
});

describe('conditional create', () => {
  test('finds what is there, and refuses what is ambiguous', async () => {
    const [value, twice] = [crypto.randomUUID(), crypto.randomUUID()];
    const sent = patient({ identifier: [{ system: 'urn:x', value }] });
    const first = await record.run((c, t) => createResource(c, t, sent, { ifNoneExist: `identifier=urn:x|${value}` }));
    const second = await record.run((c, t) => createResource(c, t, sent, { ifNoneExist: `identifier=urn:x|${value}` }));
    expect(second).toEqual(first);
    for (let i = 0; i < 2; i++)
      await record.run((c, t) => createResource(c, t, patient({ identifier: [{ system: 'urn:x', value: twice }] })));
    expect(await failing(record.run((c, t) => createResource(c, t, sent, { ifNoneExist: `identifier=urn:x|${twice}` })))).toBe(412);
  });

  test('ten at once make one resource', async () => {
    const value = crypto.randomUUID();
    const made = await Promise.all(
      Array.from({ length: 10 }, () =>
        record.run((c, t) =>
          createResource(c, t, patient({ identifier: [{ system: 'urn:x', value }] }), { ifNoneExist: `identifier=urn:x|${value}` }),
        ),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });
});
