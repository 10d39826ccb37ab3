import { randomUUID } from 'node:crypto';
import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { DicomJson } from '@consilium/dicom';
import { integerOf, seriesAttributes, studyAttributes, textOf } from './instance-header.ts';

interface Place {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly json: DicomJson;
}

/** The patient whose study this is; undefined for a study without instances that belong to somebody. */
export async function patientOfStudy(
  context: AccessContext,
  transaction: Transaction,
  studyInstanceUid: string,
): Promise<string | undefined> {
  const { rows } = await transaction.query<{ patient: string }>(
    'SELECT patient FROM archive.study WHERE consortium = $1 AND study_uid = $2',
    [context.consortium, studyInstanceUid],
  );
  return rows[0]?.patient;
}

/** Makes the study and the series of an instance known, with the attributes of the first instance that belongs to them. */
export async function admitToStudy(context: AccessContext, transaction: Transaction, place: Place, patient: string): Promise<void> {
  const { json } = place;
  const lower = (tag: string): string | undefined => textOf(json, tag)?.toLowerCase();
  await transaction.query(
    `INSERT INTO archive.study (consortium, study_uid, organization, patient, imaging_study, study_date, study_time, accession_number, study_id, description,
       referring_physician, patient_id, issuer_of_patient_id, patient_name, patient_birth_date, patient_sex, header)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING`,
    [
      context.consortium,
      place.studyInstanceUid,
      context.organization,
      patient,
      randomUUID(),
      textOf(json, '00080020'),
      textOf(json, '00080030'),
      textOf(json, '00080050'),
      textOf(json, '00200010'),
      textOf(json, '00081030'),
      lower('00080090'),
      textOf(json, '00100020'),
      textOf(json, '00100021'),
      lower('00100010'),
      textOf(json, '00100030'),
      textOf(json, '00100040'),
      stored(studyAttributes(json)),
    ],
  );
  await transaction.query(
    `INSERT INTO archive.series (consortium, study_uid, series_uid, organization, patient, modality, number, description, body_part, performed_date, performed_time, header)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [
      context.consortium,
      place.studyInstanceUid,
      place.seriesInstanceUid,
      context.organization,
      patient,
      textOf(json, '00080060'),
      integerOf(json, '00200011'),
      textOf(json, '0008103E'),
      textOf(json, '00180015'),
      textOf(json, '00400244'),
      textOf(json, '00400245'),
      stored(seriesAttributes(json)),
    ],
  );
}

/** PostgreSQL's text cannot hold U+0000, which broken headers do. */
export const stored = (json: DicomJson): string => JSON.stringify(json).replaceAll('\\u0000', '');
