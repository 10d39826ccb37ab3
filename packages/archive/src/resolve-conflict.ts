import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { DicomJson } from '@consilium/dicom';
import { readResource } from '@consilium/record';
import { admitToStudy, patientOfStudy } from './admit-instance.ts';
import { ANNOUNCE_CHANNEL } from './announce-studies.ts';
import { ArchiveError } from './errors.ts';
import { type Identity, identityKey } from './identity.ts';
import { type IncomingInstance, insertInstance } from './index-instance.ts';
import { createPatient } from './match-patient.ts';

/** What a person decides: whose the objects are, or which of two contents stays. */
export type Decision = { readonly patient: string } | { readonly keep: 'stored' | 'received' };

interface ConflictRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: 'patient-identity' | 'study-patient' | 'instance-content';
  readonly identity: Identity;
  readonly received: IncomingInstance | null;
  readonly organization: string;
  readonly study_uid: string;
  readonly sop_uid: string | null;
  readonly resolved_at: Date | null;
}

/**
 * Carries out a decision: held objects come to their patient and the record is told. The same identity is not asked about again.
 * @throws ArchiveError `not-found`, `conflict` (decided already, or the study would have two patients), `invalid`
 */
export async function resolveConflict(context: AccessContext, transaction: Transaction, id: string, decision: Decision): Promise<void> {
  requirePermission(context, 'archive.store');
  const { rows } = await transaction.query<ConflictRow>(
    'SELECT id, kind, identity, received, organization, study_uid, sop_uid, resolved_at FROM archive.conflict WHERE consortium = $1 AND id = $2 FOR UPDATE',
    [context.consortium, /^\d{1,18}$/.test(id) ? id : '0'],
  );
  const conflict = rows[0];
  if (!conflict) throw new ArchiveError('not-found', `there is no conflict ${id}`);
  if (conflict.resolved_at) throw new ArchiveError('conflict', `conflict ${id} was decided already`);
  const studies =
    conflict.kind === 'instance-content'
      ? await decideContent(context, transaction, conflict, decision)
      : await decidePatient(context, transaction, conflict, decision);
  await transaction.query(
    'UPDATE archive.conflict SET resolved_at = now(), resolved_by = $3, resolution = $4 WHERE consortium = $1 AND id = $2',
    [context.consortium, conflict.id, context.actor.id, JSON.stringify(decision)],
  );
  await recordAudit(context, transaction, [{ action: 'U', entity: `archive conflict ${id}`, detail: JSON.stringify(decision) }]);
  for (const study of studies) await transaction.query('SELECT pg_notify($1, $2)', [ANNOUNCE_CHANNEL, `${context.consortium} ${study}`]);
}

async function decidePatient(
  context: AccessContext,
  transaction: Transaction,
  conflict: ConflictRow,
  decision: Decision,
): Promise<Set<string>> {
  if (!('patient' in decision))
    throw new ArchiveError('invalid', `conflict ${conflict.id} asks whose the objects are: give patient, an id or "new"`);
  const { rows } = await transaction.query<{
    sop_uid: string;
    study_uid: string;
    series_uid: string;
    organization: string;
    simulated: boolean;
    header: string;
  }>(
    'SELECT sop_uid, study_uid, series_uid, organization, simulated, header FROM archive.instance WHERE consortium = $1 AND conflict = $2 ORDER BY sop_uid',
    [context.consortium, conflict.id],
  );
  const sender = { ...context, organization: conflict.organization };
  const simulated = rows.length > 0 && rows.every((row) => row.simulated);
  const patient =
    decision.patient === 'new'
      ? await createPatient(sender, transaction, conflict.identity, { simulated })
      : await existingPatient(context, transaction, decision.patient);
  const studies = new Set(rows.map((row) => row.study_uid));
  for (const study of studies) {
    const owner = await patientOfStudy(context, transaction, study);
    if (owner !== undefined && owner !== patient)
      throw new ArchiveError('conflict', `study ${study} belongs to Patient/${owner}: its objects cannot go to another patient`);
  }
  for (const row of rows)
    await admitToStudy(
      { ...context, organization: row.organization },
      transaction,
      { studyInstanceUid: row.study_uid, seriesInstanceUid: row.series_uid, json: JSON.parse(row.header) as DicomJson },
      patient,
    );
  await transaction.query(
    'UPDATE archive.instance SET conflict = NULL, patient = $3, announced = false WHERE consortium = $1 AND conflict = $2',
    [context.consortium, conflict.id, patient],
  );
  if (conflict.kind === 'patient-identity')
    await transaction.query(
      `INSERT INTO archive.identity (consortium, identity_key, organization, patient) VALUES ($1, $2, $3, $4)
       ON CONFLICT (consortium, identity_key) DO UPDATE SET patient = excluded.patient`,
      [context.consortium, identityKey(conflict.identity), conflict.organization, patient],
    );
  return studies;
}

async function existingPatient(context: AccessContext, transaction: Transaction, id: string): Promise<string> {
  try {
    await readResource(context, transaction, 'Patient', id);
    return id;
  } catch (cause) {
    throw new ArchiveError('invalid', `patient "${id}": the record has no such Patient; give the id of one, or "new"`, { cause });
  }
}

async function decideContent(
  context: AccessContext,
  transaction: Transaction,
  conflict: ConflictRow,
  decision: Decision,
): Promise<Set<string>> {
  if (!('keep' in decision))
    throw new ArchiveError('invalid', `conflict ${conflict.id} asks which content stays: give keep, "stored" or "received"`);
  if (decision.keep === 'stored') return new Set();
  const received = conflict.received as IncomingInstance;
  const { header } = received;
  const { rows } = await transaction.query<{ study_uid: string; patient: string | null; organization: string }>(
    'DELETE FROM archive.instance WHERE consortium = $1 AND sop_uid = $2 RETURNING study_uid, patient, organization',
    [context.consortium, header.sopInstanceUid],
  );
  const replaced = rows[0];
  if (!replaced?.patient || replaced.study_uid !== header.studyInstanceUid)
    throw new ArchiveError(
      'conflict',
      'the stored object waits for another decision or is of another study: decide that first, or keep "stored"',
    );
  const owner = { ...context, organization: replaced.organization };
  await admitToStudy(owner, transaction, header, replaced.patient);
  await insertInstance(owner, transaction, received, { patient: replaced.patient });
  return new Set([replaced.study_uid]);
}
