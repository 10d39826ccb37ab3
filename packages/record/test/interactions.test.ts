import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observation, patient, user } from './fixture.ts';
import { createServer } from './http.ts';

let server: Awaited<ReturnType<typeof createServer>>;
beforeAll(async () => {
  server = await createServer();
});
afterAll(() => server.close());

const created = async (body: unknown = patient()) =>
  (await server.send('POST', `/${(body as { resourceType: string }).resourceType}`, body)).body;

describe('capability', () => {
  test('the CapabilityStatement names every type with its parameters, and only what is served', async () => {
    const { status, body } = await server.send('GET', '/metadata');
    expect([status, body.resourceType, body.fhirVersion]).toEqual([200, 'CapabilityStatement', '4.0.1']);
    const types = body.rest[0].resource as { type: string; searchParam: { name: string; type: string }[]; searchInclude: string[] }[];
    expect(types.length).toBeGreaterThan(140);
    for (const { type, searchParam } of types) {
      const known = searchParam
        .filter(({ type: kind }) => kind === 'token')
        .map(({ name }) => `${name}=x`)
        .join('&');
      expect([type, (await server.send('GET', `/${type}?${known}`)).status]).toEqual([type, 200]);
    }
  });

  test('every declared parameter of every type answers, and so does every declared _include', async () => {
    const { body } = await server.send('GET', '/metadata');
    const value: Record<string, string> = { token: 'x|y', reference: 'Patient/1', date: 'ge2020', string: 'a', uri: 'urn:x' };
    const failed: string[] = [];
    for (const { type, searchParam, searchInclude, searchRevInclude } of body.rest[0].resource) {
      const query = [
        ...searchParam.map((p: { name: string; type: string }) => `${p.name}=${p.name.endsWith('missing') ? 'true' : value[p.type]}`),
        ...searchInclude.map((i: string) => `_include=${i}`),
        ...searchRevInclude.slice(0, 5).map((i: string) => `_revinclude=${i}`),
      ].join('&');
      const answer = await server.send('GET', `/${type}?${query}`);
      if (answer.status !== 200) failed.push(`${type}: ${answer.text.slice(0, 200)}`);
    }
    expect(failed).toEqual([]);
  });
});

describe('read, vread, history', () => {
  test('create answers 201 with Location, ETag and Last-Modified', async () => {
    const { status, headers, body } = await server.send('POST', '/Patient', patient());
    expect([status, headers.etag]).toEqual([201, 'W/"1"']);
    expect(headers.location).toMatch(new RegExp(`/fhir/Patient/${body.id}/_history/1$`));
    expect(headers['content-type']).toContain('application/fhir+json');
    expect(headers['last-modified']).toBeTruthy();
  });

  test('Prefer: return=minimal sends no body', async () => {
    const { status, text } = await server.send('POST', '/Patient', patient(), { prefer: 'return=minimal' });
    expect([status, text]).toEqual([201, '']);
  });

  test('read of an unknown id is 404, of a deleted one 410, of an unknown type 404, each with an OperationOutcome', async () => {
    const { id } = await created();
    expect((await server.send('DELETE', `/Patient/${id}`)).status).toBe(204);
    for (const [url, status] of [
      ['/Patient/unknown', 404],
      [`/Patient/${id}`, 410],
      ['/Nothing/1', 404],
      ['/Patient/a/b/c', 404],
    ] as const) {
      const answer = await server.send('GET', url);
      expect([url, answer.status, answer.body.resourceType]).toEqual([url, status, 'OperationOutcome']);
    }
  });

  test('deleting twice, or what never was, changes nothing', async () => {
    const { id } = await created();
    for (const url of [`/Patient/${id}`, `/Patient/${id}`, '/Patient/never']) expect((await server.send('DELETE', url)).status).toBe(204);
    expect((await server.send('GET', `/Patient/${id}/_history`)).body.entry.length).toBe(2);
  });

  test('If-None-Match answers 304', async () => {
    const { id } = await created();
    expect((await server.send('GET', `/Patient/${id}`, undefined, { 'if-none-match': 'W/"1"' })).status).toBe(304);
    expect((await server.send('GET', `/Patient/${id}`, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200);
  });

  test('vread gives each version, history all of them, newest first', async () => {
    const first = await created();
    await server.send('PUT', `/Patient/${first.id}`, { ...first, gender: 'female' });
    await server.send('DELETE', `/Patient/${first.id}`);
    expect((await server.send('GET', `/Patient/${first.id}/_history/1`)).body.gender).toBe('male');
    expect((await server.send('GET', `/Patient/${first.id}/_history/2`)).body.gender).toBe('female');
    expect((await server.send('GET', `/Patient/${first.id}/_history/3`)).status).toBe(410);
    expect((await server.send('GET', `/Patient/${first.id}/_history/4`)).status).toBe(404);
    const { body } = await server.send('GET', `/Patient/${first.id}/_history`);
    expect([body.type, body.total, body.entry.map((e: { request: { method: string } }) => e.request.method)]).toEqual([
      'history',
      3,
      ['DELETE', 'PUT', 'POST'],
    ]);
  });

  test('the history of a type pages back to its beginning', async () => {
    const made = await created({ resourceType: 'Basic', code: { text: 'x' } });
    for (let i = 0; i < 4; i++) await server.send('PUT', `/Basic/${made.id}`, { ...made, code: { text: `x${i}` } });
    const seen: string[] = [];
    let url: string | undefined = '/Basic/_history?_count=2';
    while (url) {
      const { body } = await server.send('GET', url);
      seen.push(...body.entry.map((e: { resource: { meta: { versionId: string } } }) => e.resource.meta.versionId));
      url = body.link.find((l: { relation: string }) => l.relation === 'next')?.url.replace(/^.*\/fhir/, '');
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });
});

describe('update', () => {
  test('update with another id in the body is 400, with a stale If-Match 412, of a new id 201', async () => {
    const made = await created();
    expect((await server.send('PUT', '/Patient/other', made)).status).toBe(400);
    expect((await server.send('PUT', `/Patient/${made.id}`, made, { 'if-match': 'W/"7"' })).status).toBe(412);
    const { status, headers } = await server.send('PUT', `/Patient/${made.id}`, made, { 'if-match': 'W/"1"' });
    expect([status, headers.etag]).toEqual([200, 'W/"2"']);
    expect((await server.send('PUT', '/Patient/by-client', patient({ id: 'by-client' }))).status).toBe(201);
  });

  test('conditional update creates, updates, and refuses the ambiguous', async () => {
    const value = crypto.randomUUID();
    const body = patient({ identifier: [{ system: 'urn:c', value }] });
    const one = await server.send('PUT', `/Patient?identifier=urn:c|${value}`, body);
    const two = await server.send('PUT', `/Patient?identifier=urn:c|${value}`, { ...body, gender: 'other' });
    expect([one.status, two.status, two.body.id, two.body.gender]).toEqual([201, 200, one.body.id, 'other']);
    await created(body);
    expect((await server.send('PUT', `/Patient?identifier=urn:c|${value}`, body)).status).toBe(412);
    expect((await server.send('DELETE', `/Patient?identifier=urn:c|${value}`)).status).toBe(412);
    expect((await server.send('DELETE', '/Patient')).status).toBe(400);
    expect((await server.send('PUT', '/Patient', body)).status).toBe(400);
  });

  test('conditional create answers 200 with what is there', async () => {
    const value = crypto.randomUUID();
    const body = patient({ identifier: [{ system: 'urn:c', value }] });
    const headers = { 'if-none-exist': `identifier=urn:c|${value}` };
    const [one, two] = [await server.send('POST', '/Patient', body, headers), await server.send('POST', '/Patient', body, headers)];
    expect([one.status, two.status, two.body.id]).toEqual([201, 200, one.body.id]);
  });

  test('twenty updates at once make twenty versions', async () => {
    const made = await created();
    const all = await Promise.all(Array.from({ length: 20 }, () => server.send('PUT', `/Patient/${made.id}`, made)));
    expect(new Set(all.map(({ body }) => body.meta.versionId)).size).toBe(20);
  });

  test('updates of a new id at once make one resource with all versions', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => server.send('PUT', '/Patient/raced', patient({ id: 'raced' }))));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  });
});

describe('refusals', () => {
  test('what is invalid is 422 and names the field', async () => {
    const { status, body } = await server.send('POST', '/Observation', { ...observation('Patient/1'), status: 'nonsense' });
    expect(status).toBe(422);
    expect(body.issue[0]).toMatchObject({ severity: 'error', expression: ['Observation.status'] });
  });

  test.each([
    ['no JSON', '{', 400],
    ['an empty body', '', 400],
    ['a list', '[]', 400],
    ['another type', JSON.stringify(observation('Patient/1')), 400],
    ['no type', '{"id":"1"}', 400],
  ])('%s is refused with an OperationOutcome', async (_name, payload, status) => {
    const answer = await server.send('POST', '/Patient', payload, { 'content-type': 'application/fhir+json' });
    expect([answer.status, answer.body?.resourceType]).toEqual([status, 'OperationOutcome']);
  });

  test('another content type is 415', async () => {
    expect((await server.send('POST', '/Patient', 'x', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('another format than JSON is 406', async () => {
    expect((await server.send('GET', '/Patient', undefined, { accept: 'application/fhir+xml' })).status).toBe(406);
    expect((await server.send('GET', '/metadata?_format=xml')).status).toBe(406);
    expect((await server.send('GET', '/metadata', undefined, { accept: 'text/html,*/*;q=0.8' })).status).toBe(200);
  });

  test('a parameter on a read or a write is 400', async () => {
    const { id } = await created();
    expect((await server.send('GET', `/Patient/${id}?_elements=gender`)).status).toBe(400);
    expect((await server.send('POST', '/Patient?identifier=x', patient())).status).toBe(400);
    expect((await server.send('GET', `/Patient/${id}?_format=json`)).status).toBe(200);
  });

  test('a role without the permission gets 403', async () => {
    const { id } = await created();
    server.as(user(['administrator']));
    const answers = [
      await server.send('GET', `/Patient/${id}`),
      await server.send('GET', '/Patient'),
      await server.send('POST', '/Patient', patient()),
    ];
    server.as(user(['physician']));
    expect(answers.map(({ status, body }) => [status, body.issue[0].code])).toEqual(Array(3).fill([403, 'forbidden']));
  });

  test('a character that PostgreSQL cannot hold does no harm', async () => {
    const answer = await server.send('POST', '/Basic', {
      resourceType: 'Basic',
      code: { coding: [{ system: 'urn:x', code: 'nul' }] },
      identifier: [{ value: 'a\u0000b' }],
    });
    expect(answer.status).toBeLessThan(500);
    expect((await server.send('GET', '/Basic?identifier=a%00b')).status).toBeLessThan(500);
  });
});
