import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '@consilium/contract';
import { readDataSet, readSegmentation, sortedGeometry } from '@consilium/dicom';
import { validateResource } from '@consilium/fhir';
import { hippocampusPhantom, phantomStudies, wrongKindPhantom } from '@consilium/simulate';
import type { DiagnosticReport, Observation } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import service from '../service.ts';
import { CONTEXT, inputOf } from './series-of.ts';

const patient = { id: 'QH000001', name: '=王^秀兰', birthDate: '1950-03-04', sex: 'F' } as const;
const files = (phantom: ReturnType<typeof hippocampusPhantom>) => phantom.instances.map(({ bytes }) => bytes);
const hasTool = (name: string) => spawnSync('which', [name]).status === 0;
const volumesOf = (draft: Draft) =>
  draft.resources
    .map(({ resource }) => resource)
    .filter((resource): resource is Observation => resource.resourceType === 'Observation')
    .map((o) => Number(JSON.stringify(o.valueQuantity?.value)));
const objectOf = (draft: Draft, modality: string) => draft.dicom.find((object) => object.modality === modality)?.bytes ?? new Uint8Array();
const draftOf = async (input: ReturnType<typeof inputOf>): Promise<Draft> => {
  const result = await service.run(input, CONTEXT);
  if (result.kind !== 'draft') throw new Error(JSON.stringify(result));
  return result;
};

describe('on a generated crop around one hippocampus', () => {
  const input = inputOf(files(hippocampusPhantom(1, { patient })));
  let draft: Draft;
  beforeAll(async () => {
    draft = await draftOf(input);
  });

  test('drafts a plausible volume whose parts add up, with nothing to check', () => {
    const [anterior = 0, posterior = 0, whole = 0] = volumesOf(draft);
    expect(whole).toBeGreaterThan(1.5);
    expect(whole).toBeLessThan(6);
    expect(anterior + posterior).toBeCloseTo(whole, 6);
    expect(draft.checks).toEqual([]);
    expect(draft.imageOrientationPatient).toBeUndefined();
  });

  test('puts the anterior part in front of the posterior one in patient space', () => {
    const [anterior, posterior] = [1, 2].map((segment) => meanPosterior(input, objectOf(draft, 'SEG'), segment));
    expect(anterior).toBeLessThan(posterior ?? 0); // the L, P, S axis y grows to the back
  });

  test('gives the same bytes for the same input, in whatever order the instances come', async () => {
    const again = await draftOf({ ...input, series: { ...input.series, instances: [...input.series.instances].reverse() } });
    expect(JSON.stringify(again)).toBe(JSON.stringify(draft));
    expect(again.dicom.map(({ bytes }, i) => Buffer.compare(bytes, draft.dicom[i]?.bytes ?? Buffer.alloc(0)))).toEqual([0, 0]);
  });

  test('drafts valid FHIR of the types that its manifest names, about the patient and the day of the images', () => {
    for (const { resource } of draft.resources) {
      expect(service.drafts).toContain(resource.resourceType);
      expect(validateResource(JSON.parse(JSON.stringify(resource)))).toEqual([]);
      expect(JSON.stringify(resource)).toContain('"reference":"Patient/patient-1"');
    }
    expect(draft.dicom.map(({ modality }) => modality)).toEqual(['SEG', 'OT']);
    expect(draft.resources[0]?.resource).toMatchObject({ effectiveDateTime: '2026-10-20' });
  });

  test('says in both languages that the side is unknown and that no norm was applied', () => {
    const report = draft.resources[0]?.resource as DiagnosticReport;
    expect(report.conclusion).toMatch(/影像所见：.*无法确定左右侧[\s\S]*诊断意见：.*未与正常参考值比较/);
    expect(JSON.stringify(report._conclusion)).toMatch(/side not determinable.*no comparison with normal values/);
  });

  test('writes volumes with two decimals and an interval around each', () => {
    for (const { resource } of draft.resources.filter((entry) => entry.resource.resourceType === 'Observation')) {
      const { valueQuantity, component } = resource as Observation;
      expect(JSON.stringify(valueQuantity)).toMatch(/"value":\d\.\d\d,"unit":"mL"/);
      const { low, high } = JSON.parse(JSON.stringify(component?.[0]?.valueRange));
      expect(low.value).toBeLessThan(Number(JSON.stringify(valueQuantity?.value)));
      expect(high.value).toBeGreaterThan(Number(JSON.stringify(valueQuantity?.value)));
    }
  });

  test.skipIf(!hasTool('dciodvfy'))('dciodvfy finds no error in the segmentation and the key image', () => {
    for (const { bytes } of draft.dicom) {
      const file = join(mkdtempSync(join(tmpdir(), 'consilium-dicom-')), 'object.dcm');
      writeFileSync(file, bytes);
      expect(
        spawnSync('dciodvfy', [file], { encoding: 'utf8' })
          .stderr.split('\n')
          .filter((line) => line.startsWith('Error')),
      ).toEqual([]);
    }
  });
});

test('a header that contradicts the anatomy is found out, told, and changes nothing in the volumes', async () => {
  const upright = await draftOf(inputOf(files(hippocampusPhantom(2, { patient }))));
  const input = inputOf(files(hippocampusPhantom(2, { patient, contradictoryHeader: true })));
  const turned = await draftOf(input);
  expect(turned.imageOrientationPatient).toEqual([-1, 0, 0, 0, -1, 0]);
  expect(turned.checks.map(({ en }) => en).join()).toMatch(/header orientation contradicts the anatomy/i);
  expect(volumesOf(turned)).toEqual(volumesOf(upright));
  const [anterior, posterior] = [1, 2].map((segment) => meanPosterior(input, objectOf(turned, 'SEG'), segment));
  expect(anterior).toBeGreaterThan(posterior ?? 0); // the object lies over its source as the source's header says
});

test('a whole head is declined, and the reason names what was found and what is needed', async () => {
  const result = await service.run(inputOf(files(wrongKindPhantom(1, { patient }))), CONTEXT);
  expect(result).toMatchObject({
    kind: 'decline',
    reason: { zh: expect.stringMatching(/160 × 184 × 22.*全头颅.*20–70/), en: expect.stringMatching(/whole head.*20 to 70/) },
  });
});

test('of the studies of the simulated county two give a draft with nothing to check and one is declined', async () => {
  const results = [];
  for (const { instances } of phantomStudies(1)) results.push(await service.run(inputOf(instances), CONTEXT));
  expect(results.map((result) => (result.kind === 'draft' ? result.checks.length : result.kind))).toEqual([0, 0, 'decline']);
});

/** Mean L, P, S y of a segment: slices by the referenced source instances, pixels by the source geometry. */
function meanPosterior(input: ReturnType<typeof inputOf>, bytes: Uint8Array, segment: number): number {
  const { frames } = readSegmentation(readDataSet(bytes));
  const geometry = sortedGeometry(input.series.instances.map(({ file }) => readDataSet(readFileSync(file))));
  let sum = 0;
  let n = 0;
  for (const frame of frames.filter((one) => one.segment === segment))
    frame.mask.forEach((inside, i) => {
      if (!inside) return;
      sum += (geometry.origin[1] ?? 0) + Math.floor(i / geometry.columns) * (geometry.directions[4] ?? 0);
      n++;
    });
  return sum / n;
}
