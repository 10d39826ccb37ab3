import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildSecondaryCapture,
  buildSegmentation,
  type DicomJson,
  readDataSet,
  readSegmentation,
  type SegmentationInput,
  sortedGeometry,
  toDicomJson,
  uidFromUuid,
  writeMrSeries,
} from '../src/index.ts';
import { dciodvfy } from './dciodvfy.ts';
import { phantomSeries } from './phantom.ts';
import { hasTool, sharedData } from './shared-data.ts';

const anatomy = {
  category: { value: '123037004', scheme: 'SCT', meaning: 'Anatomical Structure' },
  type: { value: '5366008', scheme: 'SCT', meaning: 'Hippocampus' },
};
const algorithm = { algorithmName: 'hippocampus-mri', algorithmVersion: '1.0.0' };
const device = { manufacturer: 'Consilium', model: 'hippocampus-mri', version: '1.0.0', serial: '1' };
const segments: SegmentationInput['segments'] = [
  {
    number: 1,
    label: '海马前部',
    ...anatomy,
    modifier: { value: '255549009', scheme: 'SCT', meaning: 'Anterior' },
    ...algorithm,
    color: [255, 120, 60],
  },
  {
    number: 2,
    label: 'Posterior hippocampus',
    ...anatomy,
    modifier: { value: '255551008', scheme: 'SCT', meaning: 'Posterior' },
    ...algorithm,
    color: [70, 190, 255],
  },
];

const sorted = (instances: readonly Uint8Array[]): DicomJson[] => {
  const metadata = instances.map((bytes) => toDicomJson(readDataSet(bytes, { untilPixelData: true })));
  return sortedGeometry(metadata).order.map((index) => metadata[index]!);
};
const phantom = sorted(writeMrSeries(phantomSeries()).map(({ bytes }) => bytes));

function inputFor(source: readonly DicomJson[], changes: Partial<SegmentationInput> = {}): SegmentationInput {
  const { rows, columns, slices } = sortedGeometry(source);
  const labelMap = new Uint8Array(rows * columns * slices);
  for (let z = 3; z < 7; z++)
    for (let y = 4; y < 12; y++) for (let x = 3; x < 9; x++) labelMap[x + columns * (y + rows * z)] = y < 8 ? 1 : 2;
  return {
    source,
    segments,
    labelMap,
    seriesDescription: '海马分割',
    seriesNumber: 900,
    sopInstanceUid: uidFromUuid('seg'),
    seriesInstanceUid: uidFromUuid('seg series'),
    contentLabel: 'HIPPOCAMPUS',
    contentDescription: '海马体积测量',
    device,
    research: true,
    ...changes,
  };
}
/** The label map that the frames of a segmentation give, by the source image that each names. */
function labelMapOf(bytes: Uint8Array, source: readonly DicomJson[]): Uint8Array {
  const { frames, rows, columns } = readSegmentation(readDataSet(bytes));
  const slices = new Map(source.map((image, slice) => [image['00080018']!.Value![0], slice]));
  const labelMap = new Uint8Array(rows * columns * source.length);
  for (const { segment, referencedSopInstanceUid, mask } of frames)
    mask.forEach((inside, at) => {
      if (inside) labelMap[slices.get(referencedSopInstanceUid!)! * rows * columns + at] = segment;
    });
  return labelMap;
}

const dicomFolder = sharedData('hippocampus-mri/dicom');
const study = dicomFolder ? `${dicomFolder}/Study1/13_HCropVolume` : undefined;
const sources: [string, DicomJson[]][] = [['a phantom', phantom]];
if (study) sources.push(['a real series with sparse headers', sorted(readdirSync(study).map((name) => readFileSync(`${study}/${name}`)))]);
else
  sources.push([
    'a phantom with sparse headers, as the shared data are absent',
    phantom.map(({ '00100030': _, '00100040': __, '00080005': ___, ...rest }) => ({ ...rest, '00200011': { vr: 'IS' } })),
  ]);

describe.each(sources)('a segmentation of %s', (_name, source) => {
  test('gives its label map back, with segments, codes and colours', () => {
    const input = inputFor(source);
    const bytes = buildSegmentation(input);
    expect(labelMapOf(bytes, source)).toEqual(input.labelMap);
    expect(readSegmentation(readDataSet(bytes))).toMatchObject({
      kind: 'BINARY',
      maximum: 1,
      segments: segments.map((segment) => ({ ...segment, algorithmType: 'AUTOMATIC' })),
    });
  });

  test('has only the slices that a segment touches, names its sources and keeps their frame of reference', () => {
    const dataSet = readDataSet(buildSegmentation(inputFor(source)));
    expect(dataSet.number('NumberOfFrames')).toBe(8);
    expect(dataSet.text('FrameOfReferenceUID')).toBe(source[0]!['00200052']!.Value![0]);
    expect(dataSet.items('ReferencedSeriesSequence')[0]!.items('ReferencedInstanceSequence').length).toBe(source.length);
    expect([
      dataSet.text('ContentQualification'),
      dataSet.text('SegmentLabel') ?? dataSet.items('SegmentSequence')[0]!.text('SegmentLabel'),
    ]).toEqual(['RESEARCH', '海马前部']);
    expect(dataSet.text('PatientName')).toBe(readDataSet(buildSegmentation(inputFor(source, { research: false }))).text('PatientName'));
  });

  test('is the same bytes for the same input', () => {
    expect(buildSegmentation(inputFor(source))).toEqual(buildSegmentation(inputFor(source)));
  });

  test.skipIf(!hasTool('dciodvfy'))('satisfies dciodvfy without an error or a warning', () => {
    expect(dciodvfy(buildSegmentation(inputFor(source)))).toEqual({ iod: 'Segmentation', errors: [], warnings: [] });
  });

  test.skipIf(!hasTool('dciodvfy'))('has a key image that satisfies dciodvfy', () => {
    const bytes = buildSecondaryCapture({
      source: source[0]!,
      shown: source.slice(3, 5),
      rows: 2,
      columns: 3,
      rgb: Uint8Array.from({ length: 18 }, (_, at) => at),
      seriesDescription: '关键图像',
      seriesNumber: 901,
      sopInstanceUid: uidFromUuid('key'),
      seriesInstanceUid: uidFromUuid('key series'),
      device,
      research: true,
      bodyPartExamined: 'BRAIN',
      imageComments: '仅供研究，不用于诊断',
    });
    expect(dciodvfy(bytes)).toEqual({ iod: 'SCImage', errors: [], warnings: [] });
    expect(readDataSet(bytes).text('ImageComments')).toBe('仅供研究，不用于诊断');
  });
});

describe('buildSegmentation', () => {
  test('any label map comes back, frames that do not begin on a byte included', () => {
    const voxels = 13 * 17 * 11;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: voxels, maxLength: voxels, max: 2 }), (labelMap) => {
        expect(labelMapOf(buildSegmentation(inputFor(phantom, { labelMap })), phantom)).toEqual(labelMap);
      }),
      { numRuns: 20 },
    );
  });

  test('a segment without a voxel has one empty frame, so that it is described and valid', () => {
    const bytes = buildSegmentation(inputFor(phantom, { labelMap: new Uint8Array(13 * 17 * 11) }));
    expect(readSegmentation(readDataSet(bytes)).frames.map(({ segment, mask }) => [segment, mask.includes(1)])).toEqual([
      [1, false],
      [2, false],
    ]);
    if (hasTool('dciodvfy')) expect(dciodvfy(bytes).errors).toEqual([]);
  });

  test.each<[string, Partial<SegmentationInput>, string]>([
    ['a label map of another size', { labelMap: new Uint8Array(5) }, '2431'],
    ['a label without a segment', { labelMap: new Uint8Array(13 * 17 * 11).fill(3) }, 'the value 3'],
    ['segments with a gap', { segments: [segments[1]!] }, 'numbered'],
    ['a content label that is none', { contentLabel: 'hippocampus' }, 'Content Label'],
    ['unsorted sources', { source: [...phantom.slice(4), ...phantom.slice(0, 4)] }, 'not sorted'],
  ])('%s is refused', (_name, changes, message) => {
    expect(() => buildSegmentation({ ...inputFor(phantom), ...changes })).toThrow(message);
  });
});
