import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, DiagnosticReport, Provenance } from 'fhir/r4.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launchBrowser, signIn } from './browser.ts';
import { cropCase, mixedCase } from './hippocampus-case.ts';
import { hasTool, onlyPart, type RunningPlatform, startServer, storescu, until } from './platform.ts';

interface Item {
  readonly id: string;
  readonly status: string;
  readonly patient: { readonly name: string };
  readonly summary: { readonly zh: string; readonly en: string };
  readonly seconds?: number;
}
interface Opened extends Item {
  readonly report: DiagnosticReport & { id: string };
  readonly observations: readonly {
    id: string;
    code: { coding: { code: string }[] };
    valueQuantity: { value: number; unit: string; code: string };
  }[];
  readonly segmentation: { studyInstanceUid: string; seriesInstanceUid: string; sopInstanceUid: string };
}

const crop = cropCase();
const mixed = mixedCase();
const tools = hasTool('storescu') && hasTool(CHROMIUM);
let server: RunningPlatform;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ residents: 3 });
  if (hasTool(CHROMIUM)) browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const worklist = async (user = 'zhou'): Promise<readonly Item[]> =>
  ((await (await (await server.as(user))('/api/worklist')).json()) as { items: Item[] }).items;
const draftOf = (patient: RegExp, status: string): Promise<Item> =>
  until(
    `a row "${status}" for ${patient}`,
    async () => (await worklist()).find((i) => i.status === status && patient.test(i.patient.name.replace(/\s/g, ''))),
    60,
  );
const open = async (id: string, user = 'zhou'): Promise<Opened> =>
  (await (await server.as(user))(`/api/drafts/${id}`)).json() as Promise<Opened>;
const wado = ({ studyInstanceUid, seriesInstanceUid, sopInstanceUid }: Opened['segmentation']): string =>
  `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`;
const millilitres = (draft: Opened, part: string): number =>
  Number(draft.observations.find((o) => o.code.coding.some((c) => c.code === `${part}-volume`))?.valueQuantity.value);

describe(`story 2: ${crop.says} becomes a report that two physicians signed`, () => {
  let draft: Opened;

  test.skipIf(!hasTool('storescu'))('the scanner sends the study, and a draft stands on the worklist', async () => {
    await storescu(server.dicomPort, [crop.folder]);
    const item = await draftOf(crop.patient, 'awaiting-signature');
    draft = await open(item.id);
    expect(millilitres(draft, 'whole')).toBeGreaterThan(1.5);
    expect(millilitres(draft, 'whole')).toBeLessThan(6);
    expect(draft.report.status).toBe('preliminary');
    expect(draft.report.meta?.security?.[0]?.code).toBe('AIAST');
  });

  test.skipIf(!hasTool('storescu'))('until it is signed, nobody but the signing roles sees any of it', async () => {
    const nurse = await server.as('he');
    expect((await nurse(`/fhir/DiagnosticReport/${draft.report.id}`)).status).toBe(404);
    expect((await nurse(`/api/drafts/${draft.id}`)).status).toBe(403);
    expect((await nurse(wado(draft.segmentation))).status).toBe(404);
    const found = (await (await nurse('/fhir/DiagnosticReport')).json()) as Bundle;
    expect(found.entry ?? []).toEqual([]);
  });

  test.skipIf(!hasTool('storescu'))('a nurse, a pharmacist, and a reviewer out of turn cannot sign', async () => {
    const sign = async (user: string): Promise<number> =>
      (
        await (
          await server.as(user)
        )(`/api/drafts/${draft.id}/$sign`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
      ).status;
    expect([await sign('he'), await sign('fang'), await sign('gao')]).toEqual([403, 403, 403]);
  });

  test.skipIf(!tools)('the radiologist sees the mask, corrects one value with a reason, and signs', async () => {
    const page = await signIn(browser, server.origin, 'zhou');
    await openStudy(page, draft.id);
    const voxels = Number(await page.getByTestId('study-board').getAttribute('data-mask-voxels'));
    expect(voxels).toBeGreaterThan(1000);
    expect(await page.getByTestId('research-ribbon').textContent()).toMatch(/科研使用，不得用于诊断/);
    await page.getByTestId('volume-posterior-volume').getByRole('button').first().click();
    await page.keyboard.press('e').catch(() => {});
    if (
      !(await page
        .getByTestId('edit-value')
        .isVisible()
        .catch(() => false))
    )
      await page.getByTestId('edit').click();
    const field = page.getByTestId('edit-value');
    await field.fill('1.20');
    await page
      .getByTestId('edit-reason-code')
      .selectOption('includes-other-structure')
      .catch(() => page.getByTestId('edit-reason-code').locator('button').first().click());
    await page.getByTestId('edit-reason-text').fill('含脉络丛');
    await page.getByTestId('edit-save').click();
    await until(
      'the corrected value',
      async () => ((await open(draft.id)).observations.some((o) => Number(o.valueQuantity.value) === 1.2) ? true : undefined),
      15,
    );
    await page.getByTestId('sign').click();
    await page.locator('[data-testid=signature-step-1][data-signed=true]').waitFor({ timeout: 15_000 });
    await page.context().close();
    const after = await open(draft.id);
    expect(after.status).toBe('awaiting-review');
    expect(after.report.status).toBe('preliminary');
  });

  test.skipIf(!tools)('the same person cannot review what she reported', async () => {
    const again = await (await server.as('zhou'))(`/api/drafts/${draft.id}/$sign`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([403, 409]).toContain(again.status);
  });

  test.skipIf(!tools)('a second radiologist reviews, and only now it is final', async () => {
    const page = await signIn(browser, server.origin, 'lin');
    await openStudy(page, draft.id);
    await page.getByTestId('sign').click();
    await page.locator('[data-testid=report-status][data-status=signed]').waitFor({ timeout: 15_000 });
    await page.context().close();

    const nurse = await server.as('he');
    const report = (await (await nurse(`/fhir/DiagnosticReport/${draft.report.id}`)).json()) as DiagnosticReport;
    expect(report.status).toBe('final');
    expect(report.meta?.security?.[0]?.code).toBe('AIAST');
    const found = (await (await nurse(`/fhir/Provenance?target=DiagnosticReport/${draft.report.id}`)).json()) as Bundle<Provenance>;
    const told = JSON.stringify(found);
    for (const who of ['staff-zhou', 'staff-lin', 'Device/']) expect(told).toContain(who);
  });

  test.skipIf(!tools)('signing once more is refused', async () => {
    const again = await (await server.as('lin'))(`/api/drafts/${draft.id}/$sign`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(again.status).toBe(409);
  });

  test.skipIf(!tools || !hasTool('dciodvfy'))('the segmentation comes back over WADO-RS, and dciodvfy finds no error in it', async () => {
    const answer = await (await server.as('he'))(wado(draft.segmentation), {
      headers: { accept: 'multipart/related; type="application/dicom"' },
    });
    expect(answer.status).toBe(200);
    const file = join(mkdtempSync(join(tmpdir(), 'consilium-seg-')), 'seg.dcm');
    writeFileSync(file, onlyPart(Buffer.from(await answer.arrayBuffer()), answer.headers.get('content-type') ?? ''));
    expect(dciodvfyErrors(file)).toEqual([]);
  });
});

describe(`a study with a series of the wrong kind: ${mixed.says}`, () => {
  test.skipIf(!hasTool('storescu'))('the crop is drafted, the whole head is declined with the reason', async () => {
    await storescu(server.dicomPort, [mixed.folder]);
    const drafted = await open((await draftOf(mixed.patient, 'awaiting-signature')).id);
    expect(millilitres(drafted, 'whole')).toBeGreaterThan(1.5);
    expect(millilitres(drafted, 'whole')).toBeLessThan(6);
    const declined = await draftOf(mixed.patient, 'declined');
    expect(declined.summary.en).toMatch(/voxel|size|slice|crop|spacing/i);
  });
});

async function openStudy(page: Page, id: string): Promise<void> {
  const row = page.locator(`[data-testid=worklist-row][data-item="${id}"]`);
  await row.first().waitFor({ timeout: 20_000 });
  await row.first().dblclick();
  await page.locator('[data-testid=study-board][data-mask-voxels]').waitFor({ timeout: 60_000 });
}

function dciodvfyErrors(file: string): string[] {
  try {
    execFileSync('dciodvfy', ['-new', file], { stdio: 'pipe' });
    return [];
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr)
      .split('\n')
      .filter((line) => line.startsWith('Error'));
  }
}
