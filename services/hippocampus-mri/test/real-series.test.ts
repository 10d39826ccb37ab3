import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Draft } from '@consilium/contract';
import { readDataSet, readSegmentation } from '@consilium/dicom';
import { hippocampusPhantom, wrongKindPhantom } from '@consilium/simulate';
import { readNifti, type Volume } from '@consilium/volume';
import type { Observation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { openAnalyser } from '../analyse.ts';
import service from '../service.ts';
import { mrSeries } from './mr-series.ts';
import { CONTEXT, filesOf, inputOf, SERVICE } from './series-of.ts';
import { CASES, dicomFolder, hasCases } from './shared-data.ts';

const from = hasCases ? 'real series' : 'generated phantoms, the shared data being absent';
const patient = { id: 'P1', name: '=测^试' };
const phantom = (make: typeof hippocampusPhantom, seed: number) => make(seed, { patient }).instances.map(({ bytes }) => bytes);

describe(`on ${from}`, () => {
  test.each([
    ['the crop of Study1', () => (hasCases ? filesOf(dicomFolder('Study1', '13_')) : phantom(hippocampusPhantom, 11))],
    ['the crop of Study3', () => (hasCases ? filesOf(dicomFolder('Study3', '11_')) : phantom(hippocampusPhantom, 12))],
  ])('%s gives 1.5 to 6 mL, the header found right', async (_name, files) => {
    const result = await service.run(inputOf(files()), CONTEXT);
    if (result.kind !== 'draft') throw new Error(JSON.stringify(result));
    const whole = result.resources.map(({ resource }) => resource as Observation).find((o) => o.code?.coding?.[0]?.code === 'whole-volume');
    const volumeMl = Number(JSON.stringify(whole?.valueQuantity?.value));
    expect(volumeMl).toBeGreaterThan(1.5);
    expect(volumeMl).toBeLessThan(6);
    expect(result.imageOrientationPatient).toBeUndefined(); // rows run to the back: the anatomy agrees with the header
    expect(result.checks).toEqual([]);
  });

  test('the head series beside the crop is declined', async () => {
    const files = hasCases ? filesOf(dicomFolder('Study3', '37830')) : phantom(wrongKindPhantom, 11);
    expect(await service.run(inputOf(files), CONTEXT)).toMatchObject({
      kind: 'decline',
      reason: { en: expect.stringMatching(/whole head/) },
    });
  });
});

describe(hasCases ? 'a labelled NIfTI case written as DICOM' : 'a phantom as NIfTI and as DICOM, the shared data being absent', () => {
  // a case of whole numbers, so that 16-bit pixels hold it exactly
  const volume = hasCases ? nifti('hippocampus_088') : phantomVolume();
  const [X, Y] = volume.size;
  const upright = (i: number) => volume.values[i] ?? 0;
  const turned = (i: number) => volume.values[i - (i % (X * Y)) + X * Y - 1 - (i % (X * Y))] ?? 0;

  test.each([
    ['with rows to the back and columns to the left, as its header says', turned, undefined],
    ['with the array as it is under the same header, which then contradicts the anatomy', upright, [-1, 0, 0, 0, -1, 0]],
  ])('%s gives the label map of the bench', async (_name, at, orientation) => {
    const analyser = await openAnalyser(SERVICE);
    const expected = await analyser.analyse(volume);
    await analyser.close();
    if (expected.declined) throw new Error(expected.declined.en);
    const values = Float32Array.from(volume.values, (_, i) => at(i));
    const draft = (await service.run(inputOf(mrSeries({ size: volume.size, values })), CONTEXT)) as Draft;
    expect(draft.imageOrientationPatient).toEqual(orientation);
    const found = labelsOf(draft, volume.size);
    const inSource = Uint8Array.from(
      expected.labelMap,
      (_, i) => (at === upright ? expected.labelMap[i] : expected.labelMap[i - (i % (X * Y)) + X * Y - 1 - (i % (X * Y))]) ?? 0,
    );
    expect(Buffer.compare(found, inSource)).toBe(0);
  });
});

function nifti(name: string): Volume {
  return readNifti(gunzipSync(readFileSync(join(CASES, 'images', `${name}.nii.gz`))));
}

function phantomVolume(): Volume {
  const slices = phantom(hippocampusPhantom, 13).map((bytes) => readDataSet(bytes));
  const [columns, rows] = [slices[0]?.number('Columns') ?? 0, slices[0]?.number('Rows') ?? 0];
  const values = new Float32Array(columns * rows * slices.length);
  slices.forEach((slice, z) => {
    const pixels = slice.valueBytes('PixelData')?.slice();
    if (pixels) values.set(new Int16Array(pixels.buffer).reverse(), z * columns * rows);
  });
  return { size: [columns, rows, slices.length], spacing: [1, 1, 1], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], values };
}

/** The label map of the draft's segmentation in the order of its source slices. */
function labelsOf(draft: Draft, [X, Y, Z]: Volume['size']): Uint8Array {
  const labels = new Uint8Array(X * Y * Z);
  const seg = readDataSet(draft.dicom[0]?.bytes ?? new Uint8Array());
  const order =
    seg
      .items('ReferencedSeriesSequence')[0]
      ?.items('ReferencedInstanceSequence')
      .map((item) => item.text('ReferencedSOPInstanceUID')) ?? [];
  for (const { segment, referencedSopInstanceUid, mask } of readSegmentation(seg).frames) {
    const z = order.indexOf(referencedSopInstanceUid);
    mask.forEach((inside, i) => {
      if (inside) labels[z * X * Y + i] = segment;
    });
  }
  return labels;
}
