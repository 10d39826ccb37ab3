import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { DicomJson } from '@consilium/dicom';
import { updateResource } from '@consilium/record';
import type { ImagingStudy } from 'fhir/r4.js';
import { type ImagingStudySource, imagingStudy } from './imaging-study.ts';

/**
 * Writes the ImagingStudy of a study as it now stands, if something came that the record does not know.
 * @returns whether it wrote one
 */
export async function announceStudy(context: AccessContext, transaction: Transaction, studyInstanceUid: string): Promise<boolean> {
  const key = [context.consortium, studyInstanceUid];
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`archive.announce ${key.join(' ')}`]);
  const { rowCount } = await transaction.query(
    'UPDATE archive.instance SET announced = true WHERE consortium = $1 AND study_uid = $2 AND NOT announced AND NOT draft AND conflict IS NULL',
    key,
  );
  if (!rowCount) return false;
  const studies = await transaction.query<{ imaging_study: string; organization: string; patient: string; header: string }>(
    'SELECT imaging_study, organization, patient, header FROM archive.study WHERE consortium = $1 AND study_uid = $2',
    key,
  );
  const series = await transaction.query<{ series_uid: string; header: string }>(
    'SELECT series_uid, header FROM archive.series WHERE consortium = $1 AND study_uid = $2',
    key,
  );
  const instances = await transaction.query<{
    series_uid: string;
    sop_uid: string;
    sop_class: string;
    instance_number: number | null;
    simulated: boolean;
  }>(
    `SELECT series_uid, sop_uid, sop_class, instance_number, simulated FROM archive.instance
     WHERE consortium = $1 AND study_uid = $2 AND NOT draft AND conflict IS NULL ORDER BY instance_number, sop_uid`,
    key,
  );
  const study = studies.rows[0];
  if (!study) throw new Error(`study ${studyInstanceUid} has instances and no row`);
  const source: ImagingStudySource = {
    id: study.imaging_study,
    studyInstanceUid,
    patient: study.patient,
    header: JSON.parse(study.header) as DicomJson,
    simulated: instances.rows.every((row) => row.simulated),
    series: series.rows.map((row) => ({
      seriesInstanceUid: row.series_uid,
      header: JSON.parse(row.header) as DicomJson,
      instances: instances.rows
        .filter((instance) => instance.series_uid === row.series_uid)
        .map((instance) => ({
          sopInstanceUid: instance.sop_uid,
          sopClassUid: instance.sop_class,
          number: instance.instance_number ?? undefined,
        })),
    })),
  };
  await updateResource({ ...context, organization: study.organization }, transaction, imagingStudy(source) satisfies ImagingStudy);
  return true;
}
