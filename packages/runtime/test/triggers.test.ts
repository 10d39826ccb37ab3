import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext } from '@consilium/access';
import { startQueue } from '@consilium/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discoverServices } from '../src/services/discover.ts';
import { fireDue } from '../src/triggers/schedule-trigger.ts';
import { type County, SERVICES, standCounty } from './county.ts';

let county: County;
beforeAll(async () => {
  county = await standCounty();
  await county.patient('wang');
  await county.patient('other');
  for (const service of ['greeting', 'echo', 'nightly', 'misbehave']) await county.decide(service, 'active');
});
afterAll(() => county.close());

describe('hook', () => {
  const call = (body: object, user = 'physician') => county.call(user, 'POST', '/cds-services/greeting', body);
  const hook = { hook: 'patient-view', hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', context: { patientId: 'wang' } };

  test('discovery lists the services that may run here', async () => {
    expect((await county.call('physician', 'GET', '/cds-services')).body).toEqual({
      services: [expect.objectContaining({ id: 'greeting', hook: 'patient-view', prefetch: { patient: 'Patient/{{context.patientId}}' } })],
    });
  });

  test('what was not sent along is read, as far as the manifest goes', async () => {
    const { status, body } = await call(hook);
    expect([status, body]).toEqual([
      200,
      { cards: [expect.objectContaining({ summary: 'born 1955-02-03', detail: 'resourceType,id,birthDate' })] },
    ]);
  });

  test('what was sent along is cut to the manifest too', async () => {
    const { body } = await call({
      ...hook,
      prefetch: { patient: { resourceType: 'Patient', id: 'wang', birthDate: '1960-01-01', gender: 'male' } },
    });
    expect(body).toEqual({ cards: [expect.objectContaining({ summary: 'born 1960-01-01', detail: 'resourceType,id,birthDate' })] });
  });

  test("another patient's record does not reach the service", async () => {
    const { body } = await call({ ...hook, prefetch: { patient: { resourceType: 'Patient', id: 'other', birthDate: '1960-01-01' } } });
    expect(body).toEqual({ cards: [expect.objectContaining({ summary: 'no patient' })] });
  });

  test('null says that there is none, which is no gap', async () => {
    expect((await call({ ...hook, prefetch: { patient: null } })).body).toEqual({
      cards: [expect.objectContaining({ summary: 'no patient' })],
    });
  });

  test('a prefetch that cannot be had is 412', async () => {
    expect((await call({ ...hook, context: { patientId: 'nobody' } })).status).toBe(412);
    expect((await call({ ...hook, context: {} })).status).toBe(412);
  });

  test.each([[{}], [{ ...hook, hook: 'order-sign' }], [{ ...hook, context: 'wang' }]])('a request like %j is 400', async (body) =>
    expect((await call(body)).status).toBe(400),
  );

  test('an unknown service is 404, an auditor is refused, cards are never filed', async () => {
    expect((await county.call('physician', 'POST', '/cds-services/nothing', hook)).status).toBe(404);
    expect(await county.sql('SELECT 1 FROM runtime.task WHERE service = $1', ['greeting'])).toEqual([]);
  });

  test('feedback is taken', async () => {
    expect(
      (
        await county.call('physician', 'POST', '/cds-services/greeting/feedback', {
          feedback: [{ card: 'd1', outcome: 'accepted', outcomeTimestamp: '2026-11-22T10:00:00Z' }],
        })
      ).status,
    ).toBe(200);
    expect(
      (await county.call('physician', 'POST', '/cds-services/greeting/feedback', { feedback: [{ card: 'd1', outcome: 'ignored' }] }))
        .status,
    ).toBe(400);
  });
});

describe('request', () => {
  test('an answer comes back with the parameters that made it', async () => {
    expect((await county.call('physician', 'POST', '/api/services/echo/$run', { parameters: { a: '海马' } })).body).toEqual({
      kind: 'answer',
      value: { parameters: { a: '海马' } },
      parameters: { a: '海马' },
      service: { name: 'echo', version: '1.0.0' },
    });
  });
  test('a parameter that looks like a path brings no file into the sandbox', async () => {
    expect((await county.call('physician', 'POST', '/api/services/echo/$run', { parameters: { file: '/etc/passwd' } })).body).toMatchObject(
      { value: { parameters: { file: '/etc/passwd' } } },
    );
  });
  test('a service that nobody decided about does not run', async () => {
    const { status, body } = await county.call('physician', 'POST', '/api/services/hostile/$run', { parameters: { way: 'throw' } });
    expect([status, body]).toEqual([409, expect.objectContaining({ detail: expect.stringContaining('hostile 1.0.0 is registered here') })]);
  });
  test('what a service throws reaches the caller as a Problem', async () => {
    await county.decide('hostile', 'active');
    expect(await county.call('physician', 'POST', '/api/services/hostile/$run', { parameters: { way: 'throw' } })).toMatchObject({
      status: 500,
      body: { detail: 'the model file is broken' },
    });
  });
});

describe('schedule', () => {
  test('what is due runs once, whoever else noticed it, and is signed like any draft', async () => {
    const queue = await startQueue(county.database);
    const due = { payload: { service: 'nightly' }, createdAt: new Date('2026-11-22T18:00:12Z') };
    await fireDue(county.database, queue, county.runtime.services, due);
    await fireDue(county.database, queue, county.runtime.services, { ...due, createdAt: new Date('2026-11-22T18:00:40Z') });
    await queue.stop();
    const item = await county.row(
      ({ summary, status }) => status === 'awaiting-signature' && summary.en === 'due 2026-11-22T18:00:00.000Z',
    );
    expect((await county.worklist()).filter(({ summary }) => summary.en === 'due 2026-11-22T18:00:00.000Z')).toHaveLength(1);
    expect((await county.call('epidemiologist', 'POST', `/api/drafts/${item.id}/$sign`, {})).body).toMatchObject({
      status: 'signed',
      resources: [{ docStatus: 'final' }],
    });
  });

  test('the clock itself fires it', { timeout: 150_000 }, async () => {
    const item = await county.row(
      ({ service, summary }) => service.name === 'nightly' && summary.en.startsWith('due') && summary.en !== 'due 2026-11-22T18:00:00.000Z',
      120,
    );
    expect(item.status).toBe('awaiting-signature');
  });
});

describe('discovery', () => {
  test('every folder with a service is found, and GET /api/services shows states, cards and what they lack', async () => {
    expect(county.runtime.services.map(({ manifest }) => manifest.name).sort()).toEqual([
      'echo',
      'greeting',
      'hostile',
      'misbehave',
      'nightly',
      'slices',
    ]);
    const { body } = await county.call('nurse', 'GET', '/api/services');
    const { items } = body as { items: { name: string; here: { state: string }; rules: { missing: string[] }[] }[] };
    expect(items.find(({ name }) => name === 'echo')).toMatchObject({
      here: { state: 'active' },
      rules: [{ rule: 'source-attributes', missing: expect.arrayContaining([expect.stringContaining('attributes.developer')]) }],
    });
  });

  test('a folder that cannot be used is named with the reason, and the others are found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'consilium-broken-'));
    writeFileSync(join(folder, 'service.ts'), 'export default { name: "Broken Name", run() {} };');
    const { services, problems } = await discoverServices([folder, join(SERVICES, 'echo')]);
    expect([services.map(({ manifest }) => manifest.name), problems]).toEqual([
      ['echo'],
      [expect.stringMatching(/consilium-broken-.*name is "Broken Name"/)],
    ]);
    rmSync(folder, { recursive: true });
  });

  test('code that changed under a registered version does not run until it is registered and decided anew', async () => {
    const context = systemContext('county', 'hospital', 'test');
    await county.database.transaction(context, (t) => t.query(`UPDATE registry.version SET code_digest = 'other' WHERE service = 'echo'`));
    expect(await county.call('physician', 'POST', '/api/services/echo/$run', { parameters: {} })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('its code changed') },
    });
  });
});

test('a page that listens hears of changes in its own worklist', async () => {
  const address = await county.app.listen({ host: '127.0.0.1', port: 0 });
  const url = `${address}/api/events`;
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: `Bearer ${await county.token('nurse')}` } })).status).toBe(403);
  const stop = new AbortController();
  const response = await fetch(url, { headers: { authorization: `Bearer ${await county.token('reporter')}` }, signal: stop.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toContain('event: worklist'); // at once, since something may have changed before
  await county.misbehave('decline');
  expect(await next()).toContain('event: worklist');
  stop.abort();
});
