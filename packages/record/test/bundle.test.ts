import type { Bundle, FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processBundle } from '../src/index.ts';
import { observation, patient, user } from './fixture.ts';
import { createServer } from './http.ts';

let server: Awaited<ReturnType<typeof createServer>>;
beforeAll(async () => {
  server = await createServer();
});
afterAll(() => server.close());

interface Request {
  method: string;
  url: string;
  ifNoneExist?: string;
  ifMatch?: string;
}
const entry = (method: string, url: string, resource?: unknown, fullUrl?: string, more: Partial<Request> = {}) => ({
  request: { method, url, ...more },
  ...(resource ? { resource } : {}),
  ...(fullUrl ? { fullUrl } : {}),
});
const bundle = (type: 'transaction' | 'batch', ...entries: unknown[]) => ({ resourceType: 'Bundle', type, entry: entries });
const post = (body: unknown, headers = {}) => server.send('POST', '', body, headers);
const urn = () => `urn:uuid:${crypto.randomUUID()}`;
const count = async () => Number((await server.run((_c, t) => t.query<{ n: string }>('SELECT count(*) n FROM record.history'))).rows[0]?.n);
const located = (answer: Awaited<ReturnType<typeof post>>, index: number) =>
  (answer.body.entry[index].response.location as string).split('/_history')[0]!;

describe('a transaction', () => {
  test('resolves urn:uuid references in any order, in contained resources and extensions too', async () => {
    const [p, o, d] = [urn(), urn(), urn()];
    const answer = await post(
      bundle(
        'transaction',
        entry(
          'POST',
          'DiagnosticReport',
          {
            resourceType: 'DiagnosticReport',
            status: 'final',
            code: { text: 'x' },
            subject: { reference: p },
            result: [{ reference: o }],
            contained: [{ resourceType: 'Specimen', id: 's', subject: { reference: p } }],
            specimen: [{ reference: '#s' }],
            extension: [{ url: 'http://example.org/e', valueReference: { reference: o } }],
          },
          d,
        ),
        entry('POST', 'Observation', observation(p), o),
        entry('POST', 'Patient', patient(), p),
      ),
    );
    expect([answer.status, answer.body.type]).toEqual([200, 'transaction-response']);
    const [report, made, subject] = [0, 1, 2].map((i) => located(answer, i));
    const { body } = await server.send('GET', `/${report}`);
    expect([
      body.subject.reference,
      body.result[0].reference,
      body.contained[0].subject.reference,
      body.extension[0].valueReference.reference,
    ]).toEqual([subject, made, subject, made]);
  });

  test('resolves conditional references', async () => {
    const value = crypto.randomUUID();
    await server.send('POST', '/Practitioner', {
      resourceType: 'Practitioner',
      identifier: [{ system: 'urn:staff', value }],
      name: [{ text: 'x' }],
    });
    const p = urn();
    const answer = await post(
      bundle(
        'transaction',
        entry('POST', 'Patient', patient(), p),
        entry('POST', 'Observation', observation(p, { performer: [{ reference: `Practitioner?identifier=urn:staff|${value}` }] })),
      ),
    );
    expect(answer.status).toBe(200);
    expect((await server.send('GET', `/${located(answer, 1)}`)).body.performer[0].reference).toMatch(/^Practitioner\/[\w-]+$/);
  });

  test('is processed in the order DELETE, POST, PUT, GET and answered in the order sent', async () => {
    const { body: old } = await server.send('POST', '/Patient', patient());
    const p = urn();
    const answer = await post(
      bundle(
        'transaction',
        entry('GET', `Patient?_id=${old.id},raised`),
        entry('PUT', 'Patient/raised', patient({ id: 'raised' })),
        entry('POST', 'Patient', patient(), p),
        entry('DELETE', `Patient/${old.id}`),
      ),
    );
    expect(answer.body.entry.map((e: { response: { status: string } }) => e.response.status)).toEqual([
      '200 OK',
      '201 Created',
      '201 Created',
      '204 No Content',
    ]);
    expect(answer.body.entry[0].resource.entry.map((e: { resource: { id: string } }) => e.resource.id)).toEqual(['raised']);
  });

  test('uses what ifNoneExist finds', async () => {
    const value = crypto.randomUUID();
    const { body: there } = await server.send('POST', '/Patient', patient({ identifier: [{ system: 'urn:t', value }] }));
    const p = urn();
    const answer = await post(
      bundle(
        'transaction',
        entry('POST', 'Patient', patient({ identifier: [{ system: 'urn:t', value }] }), p, { ifNoneExist: `identifier=urn:t|${value}` }),
        entry('POST', 'Observation', observation(p)),
      ),
    );
    expect(answer.body.entry.map((e: { response: { status: string } }) => e.response.status)).toEqual(['200 OK', '201 Created']);
    expect((await server.send('GET', `/${located(answer, 1)}`)).body.subject.reference).toBe(`Patient/${there.id}`);
  });

  test('updates and deletes by condition', async () => {
    const value = crypto.randomUUID();
    const body = patient({ identifier: [{ system: 'urn:t', value }] });
    const condition = `Patient?identifier=urn:t|${value}`;
    const one = await post(bundle('transaction', entry('PUT', condition, body)));
    const two = await post(bundle('transaction', entry('PUT', condition, { ...body, gender: 'other' })));
    expect([one, two].map((a) => a.body.entry[0].response.status)).toEqual(['201 Created', '200 OK']);
    expect(located(two, 0)).toBe(located(one, 0));
    expect((await post(bundle('transaction', entry('DELETE', condition)))).body.entry[0].response.status).toBe('204 No Content');
    expect((await server.send('GET', `/${located(one, 0)}`)).status).toBe(410);
  });

  test('of a hundred creates answers a hundred locations', async () => {
    const p = urn();
    const answer = await post(
      bundle(
        'transaction',
        entry('POST', 'Patient', patient(), p),
        ...Array.from({ length: 99 }, () => entry('POST', 'Observation', observation(p))),
      ),
    );
    expect(new Set(answer.body.entry.map((e: { response: { location: string } }) => e.response.location)).size).toBe(100);
  });

  test('gives the resources back where a representation is preferred', async () => {
    const answer = await post(bundle('transaction', entry('POST', 'Patient', patient())), { prefer: 'return=representation' });
    expect(answer.body.entry[0].resource.resourceType).toBe('Patient');
  });
});

describe('a transaction that fails stores nothing and names entry and field', () => {
  const good = () => entry('POST', 'Patient', patient());
  test.each<[string, () => unknown, number, RegExp]>([
    [
      'an urn that no entry has',
      () => entry('POST', 'Observation', observation('urn:uuid:0b1c6c6e-0000-4000-8000-000000000000')),
      400,
      /Bundle\.entry\[1\]\.resource\.subject\.reference is urn:uuid:0b1c/,
    ],
    [
      'a resource that does not exist',
      () => entry('POST', 'Observation', observation('Patient/nobody')),
      400,
      /Bundle\.entry\[1\]\.resource\.subject\.reference is Patient\/nobody/,
    ],
    [
      'a conditional reference that nothing meets',
      () => entry('POST', 'Observation', observation('Patient?identifier=urn:none|1')),
      400,
      /Bundle\.entry\[1\]\.resource\.subject\.reference is Patient\?identifier/,
    ],
    ['an invalid resource', () => entry('POST', 'Patient', { ...patient(), gender: 'x' }), 422, /Bundle\.entry\[1\]\.resource\.gender/],
    [
      'a broken reference in a contained resource',
      () =>
        entry('POST', 'DiagnosticReport', {
          resourceType: 'DiagnosticReport',
          status: 'final',
          code: { text: 'x' },
          contained: [{ resourceType: 'Specimen', id: 's', subject: { reference: 'Patient/nobody' } }],
          specimen: [{ reference: '#s' }],
        }),
      400,
      /Bundle\.entry\[1\]\.resource\.contained\[0\]\.subject/,
    ],
    [
      'a stale If-Match',
      () => entry('PUT', 'Patient/never-was', patient({ id: 'never-was' }), undefined, { ifMatch: 'W/"3"' }),
      412,
      /never-was/,
    ],
    ['an id that differs from the address', () => entry('PUT', 'Patient/a', patient({ id: 'b' })), 400, /Bundle\.entry\[1\]/],
    ['another type than the address', () => entry('POST', 'Observation', patient()), 400, /Bundle\.entry\[1\]/],
    ['no request', () => ({ resource: patient() }), 400, /Bundle\.entry\[1\]\.request/],
    ['no resource', () => entry('POST', 'Patient'), 400, /Bundle\.entry\[1\]\.resource/],
    ['an unsupported method', () => entry('PATCH', 'Patient/a', patient({ id: 'a' })), 400, /PATCH/],
    ['a read of what is not there', () => entry('GET', 'Patient/nobody'), 404, /nobody/],
    ['a search that is not supported', () => entry('GET', 'Patient?nonsense=1'), 400, /nonsense/],
  ])('%s', async (_name, bad, status, message) => {
    const before = await count();
    const answer = await post(bundle('transaction', good(), bad()));
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome']);
    expect(JSON.stringify(answer.body)).toMatch(message);
    expect(await count()).toBe(before);
  });

  test('the same resource written twice', async () => {
    const before = await count();
    const answer = await post(
      bundle(
        'transaction',
        entry('PUT', 'Patient/twice', patient({ id: 'twice' })),
        entry('PUT', 'Patient/twice', patient({ id: 'twice' })),
      ),
    );
    expect([answer.status, await count()]).toEqual([400, before]);
  });

  test.each([
    ['no type', { resourceType: 'Bundle' }],
    ['a document', { resourceType: 'Bundle', type: 'document' }],
    ['no Bundle', patient()],
    ['entries that are no list', { resourceType: 'Bundle', type: 'transaction', entry: {} }],
    ['an entry that is null', bundle('transaction', null)],
  ])('%s', async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test('without the permission to write', async () => {
    server.as(user(['auditor']));
    const answer = await post(bundle('transaction', good()));
    server.as(user(['physician']));
    expect(answer.status).toBe(403);
  });
});

describe('a batch', () => {
  test('does each entry by itself', async () => {
    const answer = await post(
      bundle(
        'batch',
        entry('POST', 'Patient', patient()),
        entry('POST', 'Patient', { ...patient(), gender: 'x' }),
        entry('GET', 'Patient/nobody'),
        entry('GET', 'Patient?_count=1'),
        entry('PUT', 'Patient/batched', patient({ id: 'batched' })),
        entry('DELETE', 'Patient/nobody'),
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.entry.map((e: { response: { status: string } }) => e.response.status)).toEqual([
      '201 Created',
      '422',
      '404',
      '200 OK',
      '201 Created',
      '204 No Content',
    ]);
    expect(answer.body.entry[1].response.outcome.resourceType).toBe('OperationOutcome');
  });

  test('of a reader refuses the writes and answers the reads', async () => {
    server.as(user(['technologist']));
    const made = await server.run(
      (c, t) => processBundle(c, t, bundle('batch', entry('POST', 'Patient', patient()), entry('GET', 'Patient?_count=1')) as Bundle),
      user(['technologist']),
    );
    server.as(user(['physician']));
    expect(made.entry!.map(({ response }) => response!.status)).toEqual(['403', '200 OK']);
  });
});

test('ten transactions that create the same patient by condition make one', async () => {
  const value = crypto.randomUUID();
  const one = () => {
    const p = urn();
    return post(
      bundle(
        'transaction',
        entry('POST', 'Patient', patient({ identifier: [{ system: 'urn:race', value }] }), p, {
          ifNoneExist: `identifier=urn:race|${value}`,
        }),
        entry('POST', 'Observation', observation(p)),
      ),
    );
  };
  const answers = await Promise.all(Array.from({ length: 10 }, one));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(new Set(answers.map((answer) => located(answer, 0))).size).toBe(1);
});

test('transactions that update the same resources in opposite orders all succeed', async () => {
  const ids = Array.from({ length: 6 }, (_, i) => `crossed-${i}`);
  const puts = (order: readonly string[]) =>
    post(bundle('transaction', ...order.map((id) => entry('PUT', `Patient/${id}`, patient({ id }) as FhirResource))));
  const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => puts(i % 2 ? ids : [...ids].reverse())));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
});
