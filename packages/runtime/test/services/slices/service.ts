import { readFile } from 'node:fs/promises';
import { decline, defineService, draft, onSeries, type SeriesRunInput } from '@consilium/contract';
import { readDataSet, uidFromUuid, writePart10 } from '@consilium/dicom';
import type { Observation } from 'fhir/r4.js';

/** Counts the slices of a series, odd and even: the smallest service that drafts a report, values with a sum, and a DICOM object. */
export default defineService<SeriesRunInput>({
  name: 'slices',
  version: '1.0.0',
  scenario: 'S04',
  title: { zh: '层数统计', en: 'Slice count' },
  deviceClass: 'III',
  trigger: onSeries({
    modality: ['MR'],
    accept: async ({ series }) =>
      series.instances.length > 1
        ? { accept: true }
        : { accept: false, reason: { zh: '只有一幅图像', en: 'there is a single image only' } },
  }),
  reads: ['ImagingStudy', 'Patient.birthDate'],
  drafts: ['DiagnosticReport', 'Observation', 'OT'],
  signatures: ['reporting-physician', 'reviewing-physician'],
  limits: { seconds: 30, memoryMB: 300 },
  async run({ series, patient, imagingStudy }, { progress }) {
    progress(0.1);
    const images = await Promise.all(series.instances.map(async ({ file }) => readDataSet(await readFile(file), { untilPixelData: true })));
    const [first] = images;
    if (!first) return decline({ zh: '没有图像', en: 'no images' });
    const even = images.filter((image) => (image.number('InstanceNumber') ?? 0) % 2 === 0).length;
    const subject = { reference: `Patient/${patient.id}` };
    const decimal = (n: number): number => (JSON as unknown as { rawJSON(text: string): number }).rawJSON(n.toFixed(2));
    const url = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
    const observation = (text: string, value: number, parts: readonly string[] = []): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      code: { text },
      subject,
      valueQuantity: { value: decimal(value), unit: '1', system: 'http://unitsofmeasure.org', code: '1' },
      ...(parts.length > 0 && { derivedFrom: parts.map((reference) => ({ reference })) }),
    });
    const sopInstanceUid = uidFromUuid(`slices ${series.seriesInstanceUid} ${images.length}`);
    const bytes = writePart10({
      '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.7'] },
      '00080018': { vr: 'UI', Value: [sopInstanceUid] },
      '00080060': { vr: 'CS', Value: ['OT'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Test^Patient' }] },
      '00100020': { vr: 'LO', Value: [first.text('PatientID') ?? ''] },
      '0020000D': { vr: 'UI', Value: [series.studyInstanceUid] },
      '0020000E': { vr: 'UI', Value: [uidFromUuid(`series ${sopInstanceUid}`)] },
      '00280002': { vr: 'US', Value: [1] },
      '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
      '00280010': { vr: 'US', Value: [1] },
      '00280011': { vr: 'US', Value: [2] },
      '00280100': { vr: 'US', Value: [8] },
      '00280101': { vr: 'US', Value: [8] },
      '00280102': { vr: 'US', Value: [7] },
      '00280103': { vr: 'US', Value: [0] },
      '7FE00010': { vr: 'OB', bytes: Uint8Array.of(1, 2) },
    });
    const n = images.length;
    return draft({
      summary: { zh: `共 ${n} 层`, en: `${n} slices` },
      priority: 'routine',
      checks: [],
      resources: [
        {
          fullUrl: url(1),
          resource: {
            resourceType: 'DiagnosticReport',
            status: 'final',
            code: { text: '层数' },
            subject,
            conclusion: `共 ${n.toFixed(2)} 层，出生 ${patient.birthDate ?? '不详'}，性别 ${patient.gender ?? '不详'}`,
            result: [2, 3, 4].map((i) => ({ reference: url(i) })),
            ...(imagingStudy && { imagingStudy: [{ reference: `ImagingStudy/${imagingStudy.id}` }] }),
          },
        },
        { fullUrl: url(2), resource: observation('even', even) },
        { fullUrl: url(3), resource: observation('odd', n - even) },
        { fullUrl: url(4), resource: observation('all', n, [url(2), url(3)]) },
      ],
      dicom: [{ sopInstanceUid, modality: 'OT', bytes }],
    });
  },
});
