import { mapReferences, stringify } from '@consilium/fhir';
import type { Bundle, FhirResource, Observation, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createResource, deleteResource, importBundle, processBundle, readResource, searchResources } from '../src/index.ts';
import { createRecord, patient, system } from './fixture.ts';
import { createServer } from './http.ts';
import { source, transactionBundles } from './synthea.ts';

let record: Awaited<ReturnType<typeof createRecord>>;
beforeAll(async () => {
  record = await createRecord();
});
afterAll(() => record.drop());

const bundles = transactionBundles();

/** A resource without what the server sets, its references as `map` says. Numbers as written. */
function bare(resource: FhirResource, map: ReadonlyMap<string, string> = new Map()): string {
  const {
    id: _id,
    meta: _meta,
    ...rest
  } = mapReferences(resource, (reference) => map.get(reference) ?? reference) as FhirResource & { meta?: unknown };
  return stringify(rest);
}

test(`an import of ${source} equals what was sent apart from id, meta and rewritten references`, async () => {
  for (const bundle of bundles) {
    const { created, unchanged, updated, references } = await record.run((c, t) => importBundle(c, t, bundle), system('equal'));
    expect([created + unchanged, updated]).toEqual([bundle.entry!.length, 0]);
    await record.run(async (c, t) => {
      for (const { fullUrl, resource } of bundle.entry!) {
        const [type = '', id = ''] = references.get(fullUrl!)!.split('/');
        const stored = await readResource(c, t, type as 'Patient', id);
        const same = bare(stored) === bare(resource as FhirResource, references);
        if (!['Organization', 'Practitioner'].includes(type)) expect([fullUrl, same || bare(stored)]).toEqual([fullUrl, true]);
        expect(bare(stored)).not.toContain('urn:uuid:');
      }
    }, system('equal'));
  }
});

test('importing twice gives the same counts and writes nothing the second time', async () => {
  const count = async () =>
    (await record.run((_c, t) => t.query<{ n: string }>('SELECT count(*) n FROM record.history'), system('twice'))).rows[0]?.n;
  const once = [];
  for (const bundle of bundles) once.push(await record.run((c, t) => importBundle(c, t, bundle), system('twice')));
  const before = await count();
  for (const [i, bundle] of bundles.entries()) {
    const again = await record.run((c, t) => importBundle(c, t, bundle), system('twice'));
    expect([again.created, again.updated, again.unchanged]).toEqual([0, 0, bundle.entry!.length]);
    expect(again.references).toEqual(once[i]!.references);
  }
  expect(await count()).toBe(before);
});

test('an entry that changed is updated in place, a deleted one comes back', async () => {
  const bundle = (gender: 'male' | 'female'): Bundle => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: 'urn:uuid:3f1c2a34-5d7e-4f80-9a21-0123456789ab', resource: { resourceType: 'Patient', gender } as Patient }],
  });
  const first = await record.run((c, t) => importBundle(c, t, bundle('male')));
  const second = await record.run((c, t) => importBundle(c, t, bundle('female')));
  expect([second.created, second.updated, second.references]).toEqual([0, 1, first.references]);
  const id = [...first.references.values()][0]!.split('/')[1]!;
  await record.run((c, t) => deleteResource(c, t, 'Patient', id));
  const third = await record.run((c, t) => importBundle(c, t, bundle('female')));
  expect([third.updated, third.references]).toEqual([1, first.references]);
});

test('resources of an export keep their ids and may come in any order', async () => {
  const observation = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: 'Patient/p1' },
  } as const;
  const one = (resource: FhirResource): Bundle => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: `${resource.resourceType}/${resource.id}`, resource }],
  });
  await record.run((c, t) => importBundle(c, t, one(observation)));
  await record.run((c, t) =>
    importBundle(c, t, one(patient({ id: 'p1', identifier: [] as never[], name: [{ family: '李' }] }) as FhirResource)).catch(
      (error: unknown) => {
        expect(String(error)).toMatch(/identifier/); // an empty list is no FHIR
      },
    ),
  );
  const { identifier: _none, ...bareOne } = patient({ id: 'p1' });
  await record.run((c, t) => importBundle(c, t, one(bareOne)));
  const { resources } = await record.run((c, t) => searchResources(c, t, 'Observation', 'subject:Patient.name=王'));
  expect(resources.map(({ id }) => id)).toEqual(['o1']);
});

test('a reference to what an earlier file made is understood, by urn and by the id that it had there', async () => {
  const context = system('files');
  const here = await record.run((c, t) => createResource(c, t, patient({ identifier: [{ system: 'urn:shared', value: '1' }] })), context);
  const collection = (fullUrl: string, resource: FhirResource): Bundle => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl, resource }],
  });
  const urn = 'urn:uuid:7b6a3f0e-6f0d-4d6e-8b57-52b0f4b0f001';
  await record.run(
    (c, t) => importBundle(c, t, collection('Patient/there', patient({ id: 'there', identifier: [{ system: 'urn:shared', value: '1' }] }))),
    context,
  );
  await record.run((c, t) => importBundle(c, t, collection(urn, { resourceType: 'Organization', name: '县医院' })), context);
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: 'Patient/there' },
    performer: [{ reference: urn }],
  } as const;
  const { references } = await record.run(
    (c, t) => importBundle(c, t, collection('urn:uuid:7b6a3f0e-6f0d-4d6e-8b57-52b0f4b0f002', observation as unknown as FhirResource)),
    context,
  );
  const stored = await record.run(
    (c, t) => readResource<Observation>(c, t, 'Observation', [...references.values()][0]!.split('/')[1]!),
    context,
  );
  expect(stored.subject?.reference).toBe(`Patient/${here.id}`);
  expect(stored.performer?.[0]?.reference).toMatch(/^Organization\//);
});

test('a reference to an entry that is not there refuses the whole import and names the field', async () => {
  const bundle = structuredClone(JSON.parse(stringify(bundles[0]))) as Bundle;
  const at = bundle.entry!.findIndex(({ resource }) => resource!.resourceType === 'Observation');
  (bundle.entry![at]!.resource as Observation).subject!.reference = 'urn:uuid:00000000-0000-4000-8000-000000000000';
  const error = await record.run((c, t) => importBundle(c, t, bundle), system('broken')).catch((e: Error) => e.message);
  expect(error).toContain(`Bundle.entry[${at}].resource.subject.reference is urn:uuid:00000000`);
  expect((await record.run((_c, t) => t.query('SELECT 1 FROM record.resource'), system('broken'))).rows).toEqual([]);
});

test(`$everything returns as many resources as each bundle of ${source} held`, async () => {
  const server = await createServer(system());
  try {
    for (const bundle of bundles) {
      const { references } = await server.run((c, t) => importBundle(c, t, bundle));
      const targets = new Set(references.values());
      const id = [...targets].find((target) => target.startsWith('Patient/'))!.split('/')[1];
      const all = await server.send('GET', `/Patient/${id}/$everything`);
      const returned = all.body.entry.map((e: { resource: FhirResource }) => `${e.resource.resourceType}/${e.resource.id}`).sort();
      expect(returned).toEqual([...targets].sort());
      const paged: string[] = [];
      let url: string | undefined = `/Patient/${id}/$everything?_count=50`;
      while (url) {
        const { body } = await server.send('GET', url);
        paged.push(...body.entry.map((e: { resource: FhirResource }) => `${e.resource.resourceType}/${e.resource.id}`));
        url = body.link.find((l: { relation: string }) => l.relation === 'next')?.url.replace(/^.*\/fhir/, '');
      }
      expect(paged.sort()).toEqual(returned);
    }
  } finally {
    await server.close();
  }
});

test(`a transaction of each bundle of ${source} rewrites every reference`, async () => {
  for (const bundle of bundles) {
    const answer = await record.run((c, t) => processBundle(c, t, bundle), system('transaction'));
    expect(answer.entry!.map(({ response }) => response!.status)).toEqual(bundle.entry!.map(() => '201 Created'));
  }
  const { rows } = await record.run(
    (_c, t) => t.query<{ n: number }>(`SELECT count(*)::int n FROM record.resource WHERE doc LIKE '%"reference":"urn:%'`),
    system('transaction'),
  );
  expect(rows[0]!.n).toBe(0);
});
