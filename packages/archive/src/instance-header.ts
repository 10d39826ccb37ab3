import { createHash } from 'node:crypto';
import { type DataSet, type DicomJson, isUid, toDicomJson, uidFromUuid } from '@consilium/dicom';
import { ArchiveError } from './errors.ts';

/** What the index knows of an instance. */
export interface InstanceHeader {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly transferSyntaxUid: string;
  /** DICOM JSON; a `BulkDataURI` is `@/` and the path of the element, to be completed when it is answered. */
  readonly json: DicomJson;
}

/** Begins each `BulkDataURI` in the index. */
export const BULK_DATA_MARK = '@/';

/**
 * What the index keeps of a data set.
 *
 * An object that lacks a UID is indexed under one that is derived: a SOP Instance UID from the digest, the others from the
 * SOP Instance UID. Its bytes stay as they are.
 * @throws ArchiveError `invalid` when a UID is malformed
 */
export function instanceHeader(dataSet: DataSet, dataSetDigest: string): InstanceHeader {
  const json = toDicomJson(dataSet, { bulkDataUri: (path) => BULK_DATA_MARK + path });
  const sopInstanceUid =
    uidOf(dataSet, '00080018') ?? (dataSet.meta && uidOf(dataSet.meta, '00020003')) ?? derivedUid(`instance/${dataSetDigest}`);
  const studyInstanceUid = uidOf(dataSet, '0020000D') ?? derivedUid(`study/${sopInstanceUid}`);
  const seriesInstanceUid = uidOf(dataSet, '0020000E') ?? derivedUid(`series/${sopInstanceUid}`);
  // Raw Data Storage: the class that promises nothing, for an object that names none
  const sopClassUid = uidOf(dataSet, '00080016') ?? (dataSet.meta && uidOf(dataSet.meta, '00020002')) ?? '1.2.840.10008.5.1.4.1.1.66';
  return {
    sopInstanceUid,
    sopClassUid,
    studyInstanceUid,
    seriesInstanceUid,
    transferSyntaxUid: dataSet.transferSyntax.uid,
    json: sorted({
      ...json,
      '00080016': { vr: 'UI', Value: [sopClassUid] },
      '00080018': { vr: 'UI', Value: [sopInstanceUid] },
      '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
      '0020000E': { vr: 'UI', Value: [seriesInstanceUid] },
    }),
  };
}

const sorted = (json: DicomJson): DicomJson => Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));

const derivedUid = (seed: string): string => uidFromUuid(createHash('sha256').update(`consilium archive ${seed}`).digest('hex'));

function uidOf(dataSet: DataSet, tag: string): string | undefined {
  const uid = dataSet.text(tag);
  if (uid === undefined) return undefined;
  // Seen in practice: components with a leading zero. Kept as they are; only what could not stand in a path is refused.
  if (!isUid(uid) && !/^[0-9.]{1,64}$/.test(uid))
    throw new ArchiveError(
      'invalid',
      `(${tag.slice(0, 4)},${tag.slice(4)}) "${uid.slice(0, 64)}" is not a UID: digits and points, 64 at most`,
    );
  return uid;
}

/** The first value of an element as text; of a person name all groups, joined by `=`. */
export function textOf(json: DicomJson, tag: string): string | undefined {
  const value = json[tag]?.Value?.[0];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return String(value) || undefined;
  const name = value as { Alphabetic?: string; Ideographic?: string; Phonetic?: string };
  return [name.Alphabetic ?? '', name.Ideographic ?? '', name.Phonetic ?? ''].join('=').replace(/=+$/, '') || undefined;
}

/** The first value of an element as an integer; undefined where it is none. */
export function integerOf(json: DicomJson, tag: string): number | undefined {
  const value = Number(json[tag]?.Value?.[0] ?? Number.NaN);
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : undefined;
}

const PATIENT_AND_STUDY = [
  '00080005',
  '00080020',
  '00080030',
  '00080050',
  '00080090',
  '00080201',
  '00081030',
  '00081032',
  '00081048',
  '00081060',
  '00100010',
  '00100020',
  '00100021',
  '00100030',
  '00100032',
  '00100040',
  '00101010',
  '00101030',
  '0020000D',
  '00200010',
];
const SERIES = [
  '00080021',
  '00080031',
  '00080060',
  '00080070',
  '0008103E',
  '00081040',
  '00081090',
  '00180015',
  '0020000E',
  '00200011',
  '00200060',
  '00400244',
  '00400245',
  '00400254',
  '00400275',
];

const pick = (json: DicomJson, tags: readonly string[]): DicomJson =>
  Object.fromEntries(tags.flatMap((tag) => (json[tag] ? [[tag, json[tag]]] : []))) as DicomJson;

/** Attributes of the patient and the study, as QIDO-RS returns them. @see DICOM PS3.18 table 10.6.3-3 */
export const studyAttributes = (json: DicomJson): DicomJson => pick(json, PATIENT_AND_STUDY);
/** Attributes of the series. @see DICOM PS3.18 table 10.6.3-4 */
export const seriesAttributes = (json: DicomJson): DicomJson => pick(json, SERIES);
