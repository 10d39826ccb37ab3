import { type AccessContext, recordAudit } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { stored } from './admit-instance.ts';
import type { Identity } from './identity.ts';
import type { IncomingInstance } from './index-instance.ts';
import type { InstanceHeader } from './instance-header.ts';

export type ConflictKind = 'patient-identity' | 'study-patient' | 'instance-content';

/** A question to a person. The same question is asked once, however many objects raise it. */
export interface NewConflict {
  readonly kind: ConflictKind;
  readonly question: string;
  readonly reason: string;
  readonly identity: Identity;
  readonly patient: string | undefined;
  readonly header: InstanceHeader;
  readonly received?: IncomingInstance;
}

/** Opens a conflict, or finds the open one that asks the same. @returns its id */
export async function openConflict(context: AccessContext, transaction: Transaction, conflict: NewConflict): Promise<string> {
  const { received, header } = conflict;
  const { rows } = await transaction.query<{ id: string; fresh: boolean }>(
    `INSERT INTO archive.conflict (consortium, organization, patient, kind, question, reason, identity, study_uid, sop_uid, received)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (consortium, question) WHERE resolved_at IS NULL DO UPDATE SET reason = excluded.reason RETURNING id, xmax = 0 AS fresh`,
    [
      context.consortium,
      context.organization,
      conflict.patient ?? null,
      conflict.kind,
      conflict.question,
      conflict.reason,
      JSON.stringify(conflict.identity),
      header.studyInstanceUid,
      received ? header.sopInstanceUid : null,
      received ? JSON.stringify({ ...received, header: { ...header, json: JSON.parse(stored(header.json)) } }) : null,
    ],
  );
  const row = rows[0] as { id: string; fresh: boolean };
  if (row.fresh)
    await recordAudit(context, transaction, [
      { action: 'C', entity: `archive conflict ${row.id}`, patient: conflict.patient, detail: conflict.reason },
    ]);
  return row.id;
}
