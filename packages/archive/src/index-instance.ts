import { type AccessContext, recordAudit } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { admitToStudy, patientOfStudy, stored } from './admit-instance.ts';
import { openConflict } from './conflicts.ts';
import { type Identity, identityKey, identityOf } from './identity.ts';
import { type InstanceHeader, integerOf } from './instance-header.ts';
import { matchPatient } from './match-patient.ts';

/** A received object whose file is on its way to its place. */
export interface IncomingInstance {
  readonly header: InstanceHeader;
  readonly digest: string;
  readonly dataSetDigest: string;
  readonly size: number;
  /** AE title, or who sent it over HTTP. */
  readonly receivedFrom: string;
  readonly simulated: boolean;
  readonly draft: boolean;
}

/**
 * What became of an object.
 * - `stored`: it is durable and indexed; `conflict` is set where it waits for a person to say whose it is.
 * - `duplicate`: exactly this data set was there already; nothing changed.
 * - `refused`: other content stands under its SOP Instance UID. The first stays, this copy waits in the conflict.
 */
export interface StoreResult {
  readonly outcome: 'stored' | 'duplicate' | 'refused';
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly conflict?: string;
  readonly reason?: string;
}

/** What one sender's earlier objects have settled: fewer questions for each of a series. Filled only with what is committed. */
export class StoreSession {
  readonly #series = new Map<string, string>();
  readonly #proposed = new Map<string, string>();

  patientOf(identity: Identity, { studyInstanceUid, seriesInstanceUid }: InstanceHeader): string | undefined {
    return this.#series.get(`${studyInstanceUid} ${seriesInstanceUid} ${identityKey(identity)}`);
  }
  propose(identity: Identity, { studyInstanceUid, seriesInstanceUid }: InstanceHeader, patient: string): void {
    this.#proposed.set(`${studyInstanceUid} ${seriesInstanceUid} ${identityKey(identity)}`, patient);
  }
  committed(): void {
    if (this.#series.size > 1000) this.#series.clear();
    for (const [key, patient] of this.#proposed) this.#series.set(key, patient);
    this.#proposed.clear();
  }
  rolledBack(): void {
    this.#proposed.clear();
  }
}

/** Writes the rows of a received object, its patient's and its audit's included. */
export async function indexInstance(
  context: AccessContext,
  transaction: Transaction,
  instance: IncomingInstance,
  session: StoreSession,
): Promise<StoreResult> {
  const { header } = instance;
  const identity = identityOf(header.json, header.studyInstanceUid, context.organization);
  const settled = session.patientOf(identity, header);
  if (settled && (await insertInstance(context, transaction, instance, { patient: settled })))
    return { outcome: 'stored', ...uids(header) };

  const existing = await compareWithExisting(context, transaction, instance, identity);
  if (existing) return existing;
  const place = settled ? { patient: settled } : await placeOf(context, transaction, instance, identity);
  if ('patient' in place) {
    await admitToStudy(context, transaction, header, place.patient);
    session.propose(identity, header, place.patient);
  }
  if (!(await insertInstance(context, transaction, instance, place))) {
    // the same object came by another way since it was looked for
    return (await compareWithExisting(context, transaction, instance, identity)) as StoreResult;
  }
  if ('patient' in place) return stayed(context, transaction, instance, place.patient);
  return { ...(await stayed(context, transaction, instance, undefined)), conflict: place.conflict, reason: place.reason };
}

export type Place = { readonly patient: string } | { readonly conflict: string; readonly reason: string };

/** Whose the object is; a study has one patient, whoever else is named in a later object of it. */
async function placeOf(
  context: AccessContext,
  transaction: Transaction,
  { header, simulated }: IncomingInstance,
  identity: Identity,
): Promise<Place> {
  const match = await matchPatient(context, transaction, identity, { simulated });
  if ('conflict' in match) {
    const question = `patient-identity ${identityKey(identity)}`;
    const conflict = await openConflict(context, transaction, {
      kind: match.conflict,
      question,
      reason: match.reason,
      identity,
      patient: match.patient,
      header,
    });
    return { conflict, reason: match.reason };
  }
  const owner = await patientOfStudy(context, transaction, header.studyInstanceUid);
  if (owner === undefined || owner === match.patient) return { patient: match.patient };
  const reason = 'the study belongs to another patient';
  const question = `study-patient ${header.studyInstanceUid} ${identityKey(identity)}`;
  return {
    conflict: await openConflict(context, transaction, { kind: 'study-patient', question, reason, identity, patient: owner, header }),
    reason,
  };
}

const INSERT = `INSERT INTO archive.instance (consortium, sop_uid, sop_class, study_uid, series_uid, organization, patient, conflict, digest, data_set_digest,
    transfer_syntax, size, instance_number, number_of_frames, simulated, draft, received_from, header)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT (consortium, sop_uid) DO NOTHING`;

/** The driver takes a named statement, which the server plans once, as an object; the interface shows only the plain form. */
const query = (
  transaction: Transaction,
  statement: { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
) => (transaction.query as unknown as (statement: object) => ReturnType<Transaction['query']>).call(transaction, statement);

export async function insertInstance(
  context: AccessContext,
  transaction: Transaction,
  instance: IncomingInstance,
  place: Place,
): Promise<boolean> {
  const { header } = instance;
  const { rowCount } = await query(transaction, {
    name: 'archive.insert-instance',
    text: INSERT,
    values: [
      context.consortium,
      header.sopInstanceUid,
      header.sopClassUid,
      header.studyInstanceUid,
      header.seriesInstanceUid,
      context.organization,
      'patient' in place ? place.patient : null,
      'conflict' in place ? place.conflict : null,
      instance.digest,
      instance.dataSetDigest,
      header.transferSyntaxUid,
      instance.size,
      integerOf(header.json, '00200013'),
      integerOf(header.json, '00280008'),
      instance.simulated,
      instance.draft,
      instance.receivedFrom,
      stored(header.json),
    ],
  });
  return rowCount === 1;
}

/**
 * Audited once for a series and sender, as ATNA's "DICOM Instances Transferred" is: each instance's row says from whom
 * and when it came. @see DICOM PS3.15 section A.5.3.7
 */
async function stayed(
  context: AccessContext,
  transaction: Transaction,
  { header, receivedFrom }: IncomingInstance,
  patient: string | undefined,
): Promise<StoreResult> {
  await recordAudit(context, transaction, [
    {
      action: 'C',
      entity: header.seriesInstanceUid,
      patient,
      detail: `instances of study ${header.studyInstanceUid} from ${receivedFrom}`,
    },
  ]);
  return { outcome: 'stored', ...uids(header) };
}

const uids = ({ sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid }: InstanceHeader) => ({
  sopInstanceUid,
  sopClassUid,
  studyInstanceUid,
  seriesInstanceUid,
});

/** The same data set again is a success that changes nothing; another one under the same UID is held, and the first stays. */
async function compareWithExisting(
  context: AccessContext,
  transaction: Transaction,
  instance: IncomingInstance,
  identity: Identity,
): Promise<StoreResult | undefined> {
  const { header } = instance;
  const { rows } = await transaction.query<{ data_set_digest: string; transfer_syntax: string; patient: string | null }>(
    'SELECT data_set_digest, transfer_syntax, patient FROM archive.instance WHERE consortium = $1 AND sop_uid = $2',
    [context.consortium, header.sopInstanceUid],
  );
  const existing = rows[0];
  if (!existing) return undefined;
  if (existing.data_set_digest === instance.dataSetDigest) return { outcome: 'duplicate', ...uids(header) };
  const reason = `SOP Instance UID ${header.sopInstanceUid} is taken by other content`;
  const conflict = await openConflict(context, transaction, {
    kind: 'instance-content',
    question: `instance-content ${header.sopInstanceUid} ${instance.dataSetDigest}`,
    reason,
    identity,
    patient: existing.patient ?? undefined,
    header,
    received: instance,
  });
  return { outcome: 'refused', ...uids(header), conflict, reason };
}
