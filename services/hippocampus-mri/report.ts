import { createHash } from 'node:crypto';
import type { Text } from '@consilium/contract';
import type { DiagnosticReport, Extension, FhirResource, Media, Observation, Quantity, Resource } from 'fhir/r4.js';
import type { Part } from './thresholds.ts';
import type { Measured } from './volumes.ts';

const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const OWN = 'urn:consilium:hippocampus-mri';

export interface ReportInput {
  /** Makes the `urn:uuid:` of the resources: same seed, same ids. */
  readonly seed: string;
  readonly patient: string;
  /** Day of the study, `YYYY-MM-DD`; absent where the images carry none. */
  readonly day?: string;
  readonly imagingStudy?: Resource;
  readonly volumes: Readonly<Record<Part, Measured>>;
  readonly side?: 'left' | 'right';
  readonly checks: readonly Text[];
  readonly segmentation: DicomReference;
  readonly keyImage: DicomReference;
}
interface DicomReference {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

const PARTS: Readonly<Record<Part, { readonly name: Text; readonly modifier?: { code: string; display: string } }>> = {
  anterior: {
    name: { zh: '海马前部体积', en: 'Volume of the anterior hippocampus' },
    modifier: { code: '255549009', display: 'Anterior' },
  },
  posterior: {
    name: { zh: '海马后部体积', en: 'Volume of the posterior hippocampus' },
    modifier: { code: '255551008', display: 'Posterior' },
  },
  whole: { name: { zh: '海马总体积', en: 'Total volume of the hippocampus' } },
};

/** Three Observations, the key image and the DiagnosticReport that holds them together. */
export function reportResources(input: ReportInput): { fullUrl: string; resource: FhirResource }[] {
  const entry = <T extends FhirResource>(name: string, resource: T) => ({
    fullUrl: `urn:uuid:${uuidOf(`${input.seed}/${name}`)}`,
    resource,
  });
  const parts = (['anterior', 'posterior'] as const).map((part) => entry(part, observation(input, part)));
  const whole = observation(input, 'whole');
  const sum = { ...whole, derivedFrom: [...parts.map(({ fullUrl }) => ({ reference: fullUrl })), ...(whole.derivedFrom ?? [])] }; // a corrected part corrects the total
  const observations = [...parts, entry('whole', sum)];
  const keyImage = entry('key-image', media(input));
  const report = entry(
    'report',
    diagnosticReport(
      input,
      observations.map((o) => o.fullUrl),
      keyImage.fullUrl,
    ),
  );
  return [report, ...observations, keyImage];
}

function observation(input: ReportInput, part: Part): Observation {
  const { name, modifier } = PARTS[part];
  const { value, low, high } = input.volumes[part];
  return {
    resourceType: 'Observation',
    status: 'preliminary',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'imaging', display: 'Imaging' }] }],
    code: {
      coding: [
        { system: OWN, code: `${part}-volume`, display: name.en },
        { system: SNOMED, code: '118565006', display: 'Volume (property)' },
      ],
      text: name.zh,
      _text: { extension: [translation(name.en)] },
    },
    ...context(input),
    valueQuantity: millilitres(value),
    bodySite: {
      coding: [
        { system: SNOMED, code: '5366008', display: 'Hippocampal structure' },
        ...(modifier ? [{ system: SNOMED, ...modifier }] : []),
      ],
      text: sideText(input.side).zh,
      _text: { extension: [translation(sideText(input.side).en)] },
    },
    method: {
      text: '三维 U-Net 分割后体素计数',
      _text: { extension: [translation('Voxel count of a segmentation by a 3-D U-Net')] },
    },
    component: [
      {
        code: {
          coding: [{ system: OWN, code: 'prediction-interval-95', display: '95 % interval' }],
          text: '95% 区间（由验证集体积误差推算）',
          _text: { extension: [translation('95 % interval (from the volume error on the validation split)')] },
        },
        valueRange: { low: millilitres(low), high: millilitres(high) },
      },
    ],
    derivedFrom: derivedFrom(input),
  };
}

function diagnosticReport(input: ReportInput, observations: readonly string[], keyImage: string): DiagnosticReport {
  const text = conclusion(input);
  return {
    resourceType: 'DiagnosticReport',
    status: 'preliminary',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD', display: 'Radiology' }] }],
    code: {
      coding: [{ system: LOINC, code: '24590-2', display: 'MR Brain' }],
      text: '海马体积测量（MRI）',
      _text: { extension: [translation('Hippocampal volumetry (MRI)')] },
    },
    ...context(input),
    result: observations.map((reference) => ({ reference })),
    ...(input.imagingStudy?.id && { imagingStudy: [{ reference: `ImagingStudy/${input.imagingStudy.id}` }] }),
    media: [{ comment: '关键图像 / key image', link: { reference: keyImage } }],
    conclusion: text.zh,
    _conclusion: { extension: [translation(text.en)] },
  };
}

function media(input: ReportInput): Media {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = input.keyImage;
  const { effectiveDateTime, subject } = context(input);
  return {
    resourceType: 'Media',
    status: 'completed',
    identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${sopInstanceUid}` }],
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/media-type', code: 'image', display: 'Image' }] },
    modality: { coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'OT', display: 'Other Modality' }] },
    subject,
    ...(effectiveDateTime && { createdDateTime: effectiveDateTime }),
    content: {
      contentType: 'application/dicom',
      url: `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`,
      title: '关键图像：最大截面及分割轮廓',
    },
  };
}

/** Findings and impression, Chinese first. Calm words: what was measured, what is not known, nothing that sounds like a diagnosis. */
export function conclusion({ volumes, side, checks }: Pick<ReportInput, 'volumes' | 'side' | 'checks'>): Text {
  const ml = (part: Part) => `${volumes[part].value.toFixed(2)} mL`;
  const range = (part: Part) => `${volumes[part].low.toFixed(2)}–${volumes[part].high.toFixed(2)}`;
  const sideOf = sideText(side);
  const zh = [
    `影像所见：${sideOf.zh}。海马总体积约 ${ml('whole')}（95% 区间 ${range('whole')} mL），其中前部约 ${ml('anterior')}，后部约 ${ml('posterior')}。`,
    '诊断意见：以上为 AI 辅助测量的数值，供参考。裁剪图像不含年龄与颅内容积，故未与正常参考值比较。建议结合完整头颅 MRI、认知评估与临床情况综合判断。',
    ...(checks.length ? [`请核对：${checks.map((check) => check.zh).join('')}`] : []),
  ];
  const en = [
    `Findings: ${sideOf.en}. Total volume of the hippocampus about ${ml('whole')} (95 % interval ${range('whole')} mL), of which anterior about ${ml('anterior')} and posterior about ${ml('posterior')}.`,
    'Impression: values measured with AI assistance, for reference. The cropped images hold neither age nor intracranial volume, so no comparison with normal values was made. Suggest reading them together with the full head MRI, cognitive assessment and the clinical picture.',
    ...(checks.length ? [`Please check: ${checks.map((check) => check.en).join(' ')}`] : []),
  ];
  return { zh: zh.join('\n'), en: en.join('\n') };
}

function sideText(side: ReportInput['side']): Text {
  if (side === 'left') return { zh: '左侧海马', en: 'Left hippocampus' };
  if (side === 'right') return { zh: '右侧海马', en: 'Right hippocampus' };
  return { zh: '一侧海马（裁剪图像无法确定左右侧）', en: 'Hippocampus of one side (side not determinable from the crop)' };
}

function context({ patient, day }: ReportInput): { subject: { reference: string }; effectiveDateTime?: string } {
  return { subject: { reference: `Patient/${patient}` }, ...(day && { effectiveDateTime: day }) };
}

function derivedFrom({ imagingStudy, segmentation }: ReportInput): NonNullable<Observation['derivedFrom']> {
  return [
    ...(imagingStudy?.id ? [{ reference: `ImagingStudy/${imagingStudy.id}` }] : []),
    {
      type: 'ImagingStudy',
      identifier: { system: 'urn:dicom:uid', value: `urn:oid:${segmentation.sopInstanceUid}` },
      display: 'DICOM SEG',
    },
  ];
}

const translation = (content: string, language = 'en'): Extension => ({
  url: 'http://hl7.org/fhir/StructureDefinition/translation',
  extension: [
    { url: 'lang', valueCode: language },
    { url: 'content', valueString: content },
  ],
});

const millilitres = (value: number): Quantity => ({ value: decimal(value), unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' });

/** Two decimals as written: 1.70 must not become 1.7 on its way into the record. */
function decimal(value: number): number {
  return (JSON as unknown as { rawJSON(text: string): number }).rawJSON(value.toFixed(2));
}

/** A UUID of version 8 (RFC 9562, 5.8) out of a SHA-256. */
function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
