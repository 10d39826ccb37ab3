import type { Transaction } from '@consilium/database';
import type { AccessContext } from './access-context.ts';

/** One thing done to one entity. `action` as in FHIR AuditEvent: create, read, update, delete, execute. */
export interface AuditEvent {
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** `Patient/123`, `Observation?code=..`, or a DICOM UID. */
  readonly entity: string;
  /** Id of the patient concerned. */
  readonly patient?: string | undefined;
  readonly outcome?: 'success' | 'refused' | 'failure' | undefined;
  readonly detail?: string | undefined;
}

/**
 * Appends to the audit trail, one INSERT for the whole batch, in the transaction of what it tells about: neither exists
 * without the other. Nobody can change or remove a row afterwards.
 */
export async function recordAudit(context: AccessContext, transaction: Transaction, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await transaction.query(
    `INSERT INTO access.audit (consortium, organization, actor_kind, actor_id, actor_display, roles, purpose, break_glass, request_id, action, entity, patient, outcome, detail)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, e.* FROM unnest($10::"char"[], $11::text[], $12::text[], $13::text[], $14::text[]) AS e`,
    [
      context.consortium,
      context.organization,
      context.actor.kind,
      context.actor.id,
      context.actor.display,
      context.roles,
      context.purpose,
      context.breakGlass,
      context.requestId,
      events.map((e) => e.action),
      events.map((e) => e.entity),
      events.map((e) => e.patient ?? null),
      events.map((e) => e.outcome ?? 'success'),
      events.map((e) => e.detail ?? null),
    ],
  );
}
