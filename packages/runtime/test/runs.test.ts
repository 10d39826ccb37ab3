import { createResource } from '@consilium/record';
import type { Observation, Task } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, standCounty, system } from './county.ts';

let county: County;
beforeAll(async () => {
  county = await standCounty({ services: ['slices', 'misbehave'] });
  await county.decide('slices', 'research');
  await county.decide('misbehave', 'active');
  await county.patient('wang', true);
  await county.patient('other');
});
afterAll(() => county.close());

const tasks = (service: string) =>
  county.sql<{ id: string; status: string; attempts: number; summary: { en: string } | null; trigger: { id: string; instances: number } }>(
    'SELECT * FROM runtime.task WHERE service = $1 ORDER BY queued_at',
    [service],
  );
const ended = async (observation: string) => {
  await expect
    .poll(async () => (await tasks('misbehave')).find(({ trigger }) => trigger.id === observation)?.status, {
      timeout: 40_000,
      interval: 200,
    })
    .toMatch(/awaiting|failed|declined/);
  return (await tasks('misbehave')).find(({ trigger }) => trigger.id === observation) as Awaited<ReturnType<typeof tasks>>[number];
};
const filed = (task: string) =>
  county.sql<{ n: number }>(`SELECT count(*)::int n FROM record.resource WHERE draft AND doc LIKE '%' || $1 || '%'`, [task]);

describe('what a service returns is checked', () => {
  test.each([
    ['about another patient', 'other-patient', 'about Patient/other|refers to Patient/other'],
    ['about nobody', 'no-patient', 'about no patient'],
    ['that refers to what it was not given', 'other-reference', 'refers to Observation/of-someone-else'],
    ['of a type that its manifest does not name', 'order', 'MedicationRequest may not be drafted'],
    ['with an order inside of a resource', 'contained', 'holds contained'],
    ['that turns the meaning of an element round', 'turned-round', 'holds modifierExtension'],
    ['with a link to elsewhere', 'link', 'links to https://example.org'],
    ['that is no valid FHIR', 'invalid', 'nonsense'],
    ['with nothing in it', 'empty', 'the draft is empty'],
  ])('a draft %s is refused at once, and says why', async (_name, way, reason) => {
    const task = await ended(await county.misbehave(way));
    expect([task.status, task.attempts]).toEqual(['failed', 1]);
    expect(task.summary?.en).toMatch(new RegExp(reason));
    const failed = (await county.call('nurse', 'GET', `/fhir/Task/${task.id}`)).body as Task;
    expect([failed.status, failed.statusReason?.text]).toEqual(['failed', expect.stringMatching(new RegExp(reason))]);
  });

  test('ids, labels, status and performers that it claims are not taken over', async () => {
    const { id } = await ended(await county.misbehave('claims'));
    const { resources } = await county.draft(id, 'physician');
    expect(resources[0]).toMatchObject({
      status: 'preliminary',
      meta: { security: [{ code: 'AIAST' }], tag: [{ code: 'HTEST' }], source: 'urn:consilium:service:misbehave:1.0.0' },
    });
    expect(resources[0]).not.toMatchObject({ id: 'chosen' });
    expect(resources[0]).not.toHaveProperty('performer');
  });
});

test('a decline is shown with its reason and never tried again', async () => {
  const task = await ended(await county.misbehave('decline'));
  expect([task.status, task.attempts, task.summary?.en]).toEqual(['declined', 1, 'not applicable']);
});

test('a service that throws is tried again, and ends as failed with its reason', async () => {
  const task = await ended(await county.misbehave('throw'));
  expect([task.status, task.attempts, task.summary?.en]).toEqual(['failed', 3, 'the model file is broken']);
});

test('a run whose process is killed in the middle is tried again and gives one draft', async () => {
  const observation = await county.misbehave('slow');
  await expect
    .poll(async () => (await tasks('misbehave')).find(({ trigger }) => trigger.id === observation)?.status, { timeout: 20_000 })
    .toBe('running');
  const id = (await tasks('misbehave')).find(({ trigger }) => trigger.id === observation)?.id;
  await expect.poll(() => county.children.find(({ task }) => task === id)?.pid ?? 0).toBeGreaterThan(0);
  process.kill(-(county.children.find(({ task }) => task === id)?.pid ?? 0), 'SIGKILL');
  const task = await ended(observation);
  expect([task.status, task.attempts]).toEqual(['awaiting-signature', 2]);
});

test('a resource trigger is given the declared part of the same patient, nothing of another, and no draft', async () => {
  await county.database.transaction(system, async (t) => {
    await createResource(system, t, {
      resourceType: 'Condition',
      subject: { reference: 'Patient/wang' },
      code: { text: 'known' },
      note: [{ text: 'not declared' }],
    });
    await createResource(system, t, { resourceType: 'Condition', subject: { reference: 'Patient/other' }, code: { text: 'of another' } });
    await createResource(
      system,
      t,
      { resourceType: 'Observation', status: 'preliminary', code: { text: 'hidden draft' }, subject: { reference: 'Patient/wang' } },
      { draft: true },
    );
  });
  const task = await ended(await county.misbehave('ok'));
  const page = await county.draft(task.id, 'physician');
  const seen = (page.resources[0] as Observation).valueString ?? '';
  expect(seen).toContain('known');
  expect(seen).not.toMatch(/not declared|of another|hidden draft/);
});

test('drafts and its own signed output do not fire a trigger again', async () => {
  const task = await ended(await county.misbehave('ok'));
  expect((await county.call('physician', 'POST', `/api/drafts/${task.id}/$sign`, {})).status).toBe(200);
  const before = (await tasks('misbehave')).length;
  await county.database.transaction(system, (t) =>
    createResource(system, t, {
      resourceType: 'Observation',
      status: 'final',
      meta: { source: 'urn:consilium:service:misbehave:1.0.0' },
      code: { text: 'misbehave' },
      subject: { reference: 'Patient/wang' },
      valueString: 'ok',
    }),
  );
  await county.database.transaction(system, (t) =>
    createResource(
      system,
      t,
      {
        resourceType: 'Observation',
        status: 'preliminary',
        code: { text: 'misbehave' },
        subject: { reference: 'Patient/wang' },
        valueString: 'ok',
      },
      { draft: true },
    ),
  );
  await ended(await county.misbehave('decline')); // written later, so the others were looked at
  expect((await tasks('misbehave')).length).toBe(before + 1);
});

describe('series', () => {
  test('late images start a new run, and the draft on fewer is withdrawn', async () => {
    await county.send('late', [1, 2]);
    const first = await county.row(({ service, status }) => service.name === 'slices' && status === 'awaiting-signature');
    await county.send('late', [3]);
    const second = await county.row(({ summary }) => summary.en === '3 slices');
    expect((await tasks('slices')).find(({ id }) => id === first.id)?.status).toBe('withdrawn');
    expect((await county.call('nurse', 'GET', `/fhir/Task/${first.id}`)).body).toMatchObject({ status: 'cancelled' });
    expect((await county.worklist()).map(({ id }) => id)).not.toContain(first.id);
    expect((await county.call('reporter', 'POST', `/api/drafts/${first.id}/$sign`, {})).status).toBe(409);
    expect(second.status).toBe('awaiting-signature');
  });

  test('the same images again start nothing', async () => {
    const before = (await tasks('slices')).length;
    await county.send('late', [1, 2, 3]);
    await county.send('single', [1]);
    await county.row(({ status, service }) => status === 'declined' && service.name === 'slices');
    expect((await tasks('slices')).length).toBe(before + 1);
  });

  test('a series that the service does not accept is declined with its reason', async () => {
    const row = await county.row(({ status, service }) => status === 'declined' && service.name === 'slices');
    expect(row.summary).toEqual({ zh: '只有一幅图像', en: 'there is a single image only' });
    expect(await county.draft(row.id)).toMatchObject({ status: 'declined', observations: [] });
    expect((await filed(row.id))[0]?.n).toBe(0);
  });
});

describe('the registry is asked', () => {
  test('a suspended version does not run, and in shadow it runs unseen', async () => {
    await county.decide('slices', 'suspended');
    await county.send('while suspended', [1, 2, 3, 4]);
    await expect
      .poll(
        () =>
          county
            .sql(`SELECT 1 FROM record.resource WHERE type = 'ImagingStudy' AND doc LIKE '%"numberOfInstances":4%'`)
            .then((rows) => rows.length),
        { timeout: 10_000 },
      )
      .toBe(1);
    await ended(await county.misbehave('decline')); // written later, so the study was looked at
    await county.decide('slices', 'shadow');
    await county.send('in shadow', [1, 2, 3, 4, 5]);
    await expect
      .poll(async () => (await tasks('slices')).at(-1), { timeout: 20_000 })
      .toMatchObject({ status: 'shadow', summary: { en: '5 slices' } });
    expect((await tasks('slices')).some(({ trigger }) => trigger.instances === 4)).toBe(false);
    expect((await county.worklist()).some(({ summary }) => summary.en === '5 slices')).toBe(false);
    expect((await county.call('reporter', 'GET', `/api/drafts/${(await tasks('slices')).at(-1)?.id}`)).status).toBe(404);
    await county.decide('slices', 'research');
  });

  test('a version that is suspended while it runs files nothing', async () => {
    const observation = await county.misbehave('slow');
    await expect
      .poll(async () => (await tasks('misbehave')).find(({ trigger }) => trigger.id === observation)?.status, { timeout: 20_000 })
      .toBe('running');
    await county.decide('misbehave', 'suspended');
    const task = await ended(observation);
    expect([task.status, task.summary?.en]).toEqual(['failed', expect.stringContaining('suspended')]);
    await county.decide('misbehave', 'active');
  });
});
