import type { DiagnosticReport, Observation, Provenance, Task } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorklistItem } from '../src/worklist/worklist-item.ts';
import { type County, standCounty } from './county.ts';

let county: County;
beforeAll(async () => {
  county = await standCounty({ services: ['slices'] });
  await county.decide('slices', 'research');
});
afterAll(() => county.close());

let count = 0;
/** A new draft on a series of its own. */
async function drafted(slices = 3): Promise<WorklistItem> {
  const known = new Set((await county.worklist()).map(({ id }) => id));
  await county.send(
    `series ${++count}`,
    Array.from({ length: slices }, (_, i) => i + 1),
  );
  return county.row(({ id, status }) => !known.has(id) && status === 'awaiting-signature');
}
const sign = (user: string, id: string) => county.call(user, 'POST', `/api/drafts/${id}/$sign`, {});
const fhir = (user: string, path: string) => county.call(user, 'GET', `/fhir/${path}`);

describe('from a series to a signed report', () => {
  let item: WorklistItem;
  beforeAll(async () => {
    item = await drafted();
  });

  test('a series becomes a draft on the worklist, with its patient, its study and who must sign', () => {
    expect(item).toMatchObject({
      status: 'awaiting-signature',
      mine: true,
      priority: 'routine',
      patient: { name: '张三', birthDate: '1950-06-07' },
      study: { modality: 'MR' },
      service: { name: 'slices', state: 'research', deviceClass: 'III' },
      summary: { zh: '共 3 层', en: '3 slices' },
      organization: { id: 'hospital', name: '清河县人民医院' },
      signatures: [{ role: 'reporting-physician' }, { role: 'reviewing-physician' }],
    });
  });

  test('what the service wrote is preliminary, labelled and marked as research, whatever it said itself', async () => {
    const { report, observations, provenance } = await county.draft(item.id);
    expect(report).toMatchObject({ status: 'preliminary', meta: { security: [{ code: 'AIAST' }], tag: [{ code: 'research' }] } });
    expect(observations.map(({ status }) => status)).toEqual(['preliminary', 'preliminary', 'preliminary']);
    expect(provenance).toMatchObject({
      reason: [{ coding: [{ code: 'AIAST' }] }],
      agent: [{ who: { reference: expect.stringMatching(/^Device\/slices-1\.0\.0-/) } }],
    });
    expect(provenance?.entity?.map(({ what }) => what.reference ?? what.identifier?.system)).toEqual([
      expect.stringMatching(/^ImagingStudy\/.+\/_history\/1$/),
      expect.stringMatching(/^Patient\/.+\/_history\/\d+$/),
      'urn:consilium:sha-256',
    ]);
  });

  test('the service was given only what its manifest reads', async () => {
    expect((await county.draft(item.id)).report?.conclusion).toBe('共 3.00 层，出生 1950-06-07，性别 不详');
  });

  test('decimals keep their digits', async () => {
    const { body } = await county.call('reporter', 'GET', `/api/drafts/${item.id}`);
    expect(JSON.stringify(body)).not.toBe('');
    const stored = await county.sql<{ doc: string }>(`SELECT doc FROM record.resource WHERE type = 'Observation' AND doc LIKE '%3.00%'`);
    expect(stored[0]?.doc).toContain('"value":3.00');
  });

  test('before it is signed nobody finds it in the record or the archive', async () => {
    const { report, keyImage } = await county.draft(item.id);
    expect((await fhir('nurse', `DiagnosticReport/${report?.id}`)).status).toBe(404);
    expect((await fhir('reporter', 'DiagnosticReport')).body).not.toHaveProperty('entry.0');
    const path = `/dicom-web/studies/${keyImage?.studyInstanceUid}/series/${keyImage?.seriesInstanceUid}/instances/${keyImage?.sopInstanceUid}/metadata`;
    expect((await county.call('nurse', 'GET', path)).status).toBe(404);
    expect((await county.call('reporter', 'GET', path)).status).toBe(200);
  });

  test('who has no signing role sees no worklist and signs nothing', async () => {
    expect((await county.call('nurse', 'GET', '/api/worklist')).status).toBe(403);
    expect((await sign('nurse', item.id)).status).toBe(403);
  });

  test('the reviewer cannot go first', async () => {
    const { status, body } = await sign('reviewer', item.id);
    expect([status, body]).toEqual([403, expect.objectContaining({ detail: expect.stringContaining('reporting-physician is next') })]);
  });

  test('one signature leaves it a draft', async () => {
    const { status, body } = await sign('both', item.id);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        status: 'awaiting-review',
        signatures: [
          expect.objectContaining({ practitioner: { id: 'practitioner-both', name: 'Dr both' } }),
          { role: 'reviewing-physician' },
        ],
      }),
    ]);
    expect((await fhir('nurse', 'DiagnosticReport')).body).not.toHaveProperty('entry.0');
  });

  test('the same person cannot be the second, nor can a second sign the first step', async () => {
    expect((await sign('both', item.id)).status).toBe(403);
    expect((await sign('reporter', item.id)).status).toBe(409);
  });

  test('the second signature makes it final, visible, and says who signed', async () => {
    expect((await sign('reviewer', item.id)).body).toMatchObject({ status: 'signed' });
    const { report, observations, keyImage } = await county.draft(item.id);
    expect((await fhir('nurse', `DiagnosticReport/${report?.id}`)).body as DiagnosticReport).toMatchObject({
      status: 'final',
      issued: expect.any(String),
      meta: { security: [{ code: 'AIAST' }] },
    });
    for (const { id } of observations)
      expect((await fhir('nurse', `Observation/${id}`)).body as Observation).toMatchObject({ status: 'final' });
    const found = (await fhir('nurse', `Provenance?target=DiagnosticReport/${report?.id}`)).body as { entry: { resource: Provenance }[] };
    expect(found.entry[0]?.resource).toMatchObject({
      agent: [
        { who: { reference: expect.stringContaining('Device/') } },
        { who: { reference: 'Practitioner/practitioner-both' } },
        { who: { reference: 'Practitioner/practitioner-reviewer' } },
      ],
      signature: [
        { who: { reference: 'Practitioner/practitioner-both' }, data: expect.any(String) },
        { who: { reference: 'Practitioner/practitioner-reviewer' } },
      ],
    });
    expect((await fhir('nurse', `Task/${item.id}`)).body as Task).toMatchObject({
      status: 'completed',
      focus: { reference: `DiagnosticReport/${report?.id}` },
    });
    expect(
      (
        await county.call(
          'nurse',
          'GET',
          `/dicom-web/studies/${keyImage?.studyInstanceUid}/series/${keyImage?.seriesInstanceUid}/instances/${keyImage?.sopInstanceUid}/metadata`,
        )
      ).status,
    ).toBe(200);
  });

  test('a third signature, an edit and a rejection come too late', async () => {
    expect((await sign('reviewer', item.id)).status).toBe(409);
    expect((await county.call('reporter', 'POST', `/api/drafts/${item.id}/$reject`, { code: 'wrong-anatomy' })).status).toBe(409);
  });

  test('refusals are in the audit trail', async () => {
    const rows = await county.sql<{ n: number }>(`SELECT count(*)::int n FROM access.audit WHERE outcome = 'refused' AND entity = $1`, [
      `Task/${item.id}`,
    ]);
    expect(rows[0]?.n).toBeGreaterThanOrEqual(4);
  });
});

test('of two who sign the same step at once one wins', async () => {
  const { id } = await drafted();
  const answers = await Promise.all(['reporter', 'reporter2', 'reporter', 'reporter2'].map((user) => sign(user, id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

describe('edits', () => {
  const edit = (user: string, id: string, changes: readonly object[]) => county.call(user, 'POST', `/api/drafts/${id}/$edit`, { changes });
  const named = (observations: readonly Observation[], text: string) => observations.find(({ code }) => code.text === text);

  test('a changed value is kept with the old one and the reason, its total follows, and the stale text is pointed out', async () => {
    const { id } = await drafted();
    const { observations } = await county.draft(id);
    const odd = named(observations, 'odd');
    const { status, body } = await edit('reporter', id, [
      { resource: `Observation/${odd?.id}`, path: 'valueQuantity.value', value: '1.50', reasonCode: 'boundary-error' },
    ]);
    expect(status).toBe(200);
    const page = body as Awaited<ReturnType<County['draft']>>;
    expect(page.edits).toMatchObject([
      {
        path: 'valueQuantity.value',
        oldValue: '2.00',
        newValue: '1.50',
        reasonCode: 'boundary-error',
        practitioner: { name: 'Dr reporter' },
      },
      { resource: `Observation/${named(observations, 'all')?.id}`, oldValue: '3.00', newValue: '2.50', reasonCode: 'recomputed' },
    ]);
    expect(page.checks).toMatchObject([{ en: expect.stringContaining('3.00') }]);
    expect(page.status).toBe('awaiting-signature');
    await edit('reporter', id, [
      { resource: `DiagnosticReport/${page.report?.id}`, path: 'conclusion', value: '共 2.50 层', reasonCode: 'wording' },
    ]);
    await sign('reporter', id);
    await edit('reviewer', id, [
      { resource: `DiagnosticReport/${page.report?.id}`, path: 'conclusion', value: '共 2.50 层。', reasonCode: 'wording' },
    ]);
    expect((await sign('reviewer', id)).body).toMatchObject({ status: 'signed', checks: [], edits: [{}, {}, {}, {}] });
    const found = (await fhir('nurse', `Provenance?target=Observation/${odd?.id}`)).body as { entry: { resource: Provenance }[] };
    expect(found.entry[0]?.resource.entity?.filter(({ role }) => role === 'revision').map(({ what }) => what.reference)).toContain(
      `Observation/${odd?.id}/_history/1`,
    );
    expect((await fhir('nurse', `Observation/${odd?.id}`)).body).toMatchObject({ status: 'final', valueQuantity: { value: 1.5 } });
  });

  test.each([
    ['no reason', { reasonCode: '' }, 400],
    ['no number', { value: 'large' }, 400],
    ['another element', { path: 'status' }, 400],
    ['a resource of another draft', { resource: 'Observation/other' }, 400],
    ['a number instead of its text', { value: 1.5 }, 400],
  ])('an edit with %s is refused', async (_name, change, status) => {
    const item = (await county.worklist()).find((row) => row.status === 'awaiting-signature') ?? (await drafted());
    const { observations } = await county.draft(item.id);
    expect(
      (
        await edit('reporter', item.id, [
          { resource: `Observation/${observations[0]?.id}`, path: 'valueQuantity.value', value: '1.5', reasonCode: 'wording', ...change },
        ])
      ).status,
    ).toBe(status);
    expect((await county.draft(item.id)).edits).toEqual([]);
  });

  test('only who may sign next can edit', async () => {
    const { id } = await drafted();
    const { report } = await county.draft(id);
    expect(
      (await edit('reviewer', id, [{ resource: `DiagnosticReport/${report?.id}`, path: 'conclusion', value: 'x', reasonCode: 'wording' }]))
        .status,
    ).toBe(403);
  });
});

test('a rejected draft stays hidden, with the reason beside it', async () => {
  const { id } = await drafted();
  expect((await county.call('reporter', 'POST', `/api/drafts/${id}/$reject`, { code: 'no such code' })).status).toBe(400);
  expect(
    (await county.call('reporter', 'POST', `/api/drafts/${id}/$reject`, { code: 'poor-segmentation', text: '边界不准' })).body,
  ).toMatchObject({ status: 'rejected', rejection: { code: 'poor-segmentation', text: '边界不准' } });
  const { report } = await county.draft(id);
  expect((await fhir('nurse', `DiagnosticReport/${report?.id}`)).status).toBe(404);
  expect((await fhir('nurse', `Task/${id}`)).body).toMatchObject({
    status: 'rejected',
    statusReason: { coding: [{ code: 'poor-segmentation' }] },
  });
  expect((await sign('reporter', id)).status).toBe(409);
});

test('an unknown draft is not found', async () => {
  expect((await county.call('reporter', 'GET', '/api/drafts/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  expect((await county.call('reporter', 'GET', `/api/drafts/${encodeURIComponent("x' OR 1=1")}`)).status).toBe(404);
});
