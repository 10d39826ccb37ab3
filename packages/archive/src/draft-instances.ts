import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { admitToStudy, patientOfStudy } from './admit-instance.ts';
import { ANNOUNCE_CHANNEL } from './announce-studies.ts';
import type { Archive } from './archive.ts';
import { ArchiveError } from './errors.ts';
import { type IncomingInstance, insertInstance, type StoreResult } from './index-instance.ts';
import { instanceHeader } from './instance-header.ts';
import { dataSetOffset } from './part10.ts';
import { readHeader } from './read-header.ts';

/**
 * Stores what a service made, in the caller's transaction: hidden from everyone without `draft.read` until
 * {@link publishInstances}. It belongs to the patient of its study, which must be here. The same object again is a success.
 * @throws ArchiveError `invalid` (no such study, not readable), `conflict` (the UID is taken by other content)
 */
export async function storeDraftInstance(
  context: AccessContext,
  transaction: Transaction,
  archive: Archive,
  bytes: Uint8Array,
): Promise<StoreResult> {
  requirePermission(context, 'archive.store');
  const file = archive.files.receive(dataSetOffset);
  try {
    await file.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const complete = await file.complete();
    const { dataSet } = readHeader(complete);
    const header = instanceHeader(dataSet, complete.dataSetDigest);
    const { sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid } = header;
    const result: StoreResult = { outcome: 'stored', sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid };
    const patient = await patientOfStudy(context, transaction, studyInstanceUid);
    if (!patient)
      throw new ArchiveError('invalid', `Study Instance UID ${studyInstanceUid}: the draft must belong to a study of this archive`);
    await archive.files.keep(context.consortium, complete);
    file.release();
    await admitToStudy(context, transaction, header, patient);
    const { digest, dataSetDigest, size } = complete;
    const instance: IncomingInstance = {
      header,
      digest,
      dataSetDigest,
      size,
      receivedFrom: context.actor.id,
      simulated: false,
      draft: true,
    };
    if (await insertInstance(context, transaction, instance, { patient })) {
      await recordAudit(context, transaction, [{ action: 'C', entity: sopInstanceUid, patient, detail: 'draft' }]);
      return result;
    }
    const { rows } = await transaction.query<{ data_set_digest: string }>(
      'SELECT data_set_digest FROM archive.instance WHERE consortium = $1 AND sop_uid = $2',
      [context.consortium, sopInstanceUid],
    );
    if (rows[0]?.data_set_digest === dataSetDigest) return { ...result, outcome: 'duplicate' };
    throw new ArchiveError('conflict', `SOP Instance UID ${sopInstanceUid} is taken by other content: give the object a new one`);
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** Makes drafts visible to all and has the record told of them, once the caller's transaction commits. @returns how many were drafts */
export async function publishInstances(
  context: AccessContext,
  transaction: Transaction,
  sopInstanceUids: readonly string[],
): Promise<number> {
  requirePermission(context, 'draft.sign');
  const { rows } = await transaction.query<{ sop_uid: string; study_uid: string; patient: string }>(
    `UPDATE archive.instance SET draft = false, announced = false WHERE consortium = $1 AND sop_uid = ANY($2) AND draft RETURNING sop_uid, study_uid, patient`,
    [context.consortium, sopInstanceUids],
  );
  for (const study of new Set(rows.map((row) => row.study_uid)))
    await transaction.query('SELECT pg_notify($1, $2)', [ANNOUNCE_CHANNEL, `${context.consortium} ${study}`]);
  await recordAudit(
    context,
    transaction,
    rows.map((row) => ({ action: 'U', entity: row.sop_uid, patient: row.patient, detail: 'published' })),
  );
  return rows.length;
}
