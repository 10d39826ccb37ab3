import type { DicomJson } from '@consilium/dicom';
import type { ImagingStudy, ImagingStudySeries } from 'fhir/r4.js';
import { integerOf, textOf } from './instance-header.ts';

export interface ImagingStudySource {
  /** Id of the resource. */
  readonly id: string;
  readonly studyInstanceUid: string;
  readonly patient: string;
  /** Attributes of patient and study. */
  readonly header: DicomJson;
  readonly simulated: boolean;
  readonly series: readonly {
    readonly seriesInstanceUid: string;
    readonly header: DicomJson;
    readonly instances: readonly { readonly sopInstanceUid: string; readonly sopClassUid: string; readonly number: number | undefined }[];
  }[];
}

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';

/** What the record says of a study. @see FHIR R4 imagingstudy.html */
export function imagingStudy(source: ImagingStudySource): ImagingStudy {
  const series = source.series
    .filter(({ instances }) => instances.length > 0)
    .map(toSeries)
    .sort((a, b) => (a.number ?? 2 ** 31) - (b.number ?? 2 ** 31) || (a.uid < b.uid ? -1 : 1));
  const modalities = [...new Set(series.map(({ modality }) => modality.code as string))].sort();
  const started = startOf(source.header);
  const description = textOf(source.header, '00081030');
  const accession = textOf(source.header, '00080050');
  const referrer = textOf(source.header, '00080090');
  return {
    resourceType: 'ImagingStudy',
    id: source.id,
    ...(source.simulated ? { meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] } } : {}),
    identifier: [
      { system: 'urn:dicom:uid', value: `urn:oid:${source.studyInstanceUid}` },
      ...(accession
        ? [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ACSN' }] }, value: accession }]
        : []),
    ],
    status: 'available',
    modality: modalities.map((code) => ({ system: DCM, code })),
    subject: { reference: `Patient/${source.patient}` },
    ...(started ? { started } : {}),
    ...(referrer ? { referrer: { display: referrer.split('=').filter(Boolean).at(-1)?.replaceAll('^', ' ').trim() || referrer } } : {}),
    numberOfSeries: series.length,
    numberOfInstances: series.reduce((sum, one) => sum + (one.numberOfInstances ?? 0), 0),
    ...(description ? { description } : {}),
    series,
  };
}

function toSeries({ seriesInstanceUid, header, instances }: ImagingStudySource['series'][number]): ImagingStudySeries {
  const number = integerOf(header, '00200011');
  const description = textOf(header, '0008103E');
  const bodyPart = textOf(header, '00180015');
  const started = startOf(header, '00080021', '00080031');
  return {
    uid: seriesInstanceUid,
    ...(number !== undefined && number >= 0 ? { number } : {}),
    modality: { system: DCM, code: (textOf(header, '00080060') ?? 'OT').trim() || 'OT' },
    ...(description ? { description } : {}),
    numberOfInstances: instances.length,
    ...(bodyPart ? { bodySite: { display: bodyPart.trim() } } : {}),
    ...(started ? { started } : {}),
    instance: instances.map((instance) => ({
      uid: instance.sopInstanceUid,
      sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${instance.sopClassUid}` },
      ...(instance.number !== undefined && instance.number >= 0 ? { number: instance.number } : {}),
    })),
  };
}

/** Date and time of a study or series as precise as the header has them; a time counts only with Timezone Offset From UTC, else as UTC+8. */
function startOf(header: DicomJson, dateTag = '00080020', timeTag = '00080030'): string | undefined {
  const date = textOf(header, dateTag)?.replaceAll('.', '');
  if (!date || !/^\d{8}$/.test(date)) return undefined;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return undefined;
  const time = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)?/.exec(textOf(header, timeTag)?.replaceAll(':', '') ?? '');
  if (!time) return day;
  const offset = /^([+-]\d\d)(\d\d)$/.exec(textOf(header, '00080201') ?? '');
  return `${day}T${time[1]}:${time[2]}:${time[3] ?? '00'}${offset ? `${offset[1]}:${offset[2]}` : CHINA_STANDARD_TIME}`;
}

/** Scanners state no time zone; the platform's consortia are all in this one. */
const CHINA_STANDARD_TIME = '+08:00';
