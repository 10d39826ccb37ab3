import type { Transaction } from '@consilium/database';
import type { AccessContext } from './access-context.ts';
import { requirePermission } from './permissions.ts';

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
  transaction.atCommit({
    name: 'access.audit',
    text: `INSERT INTO access.audit (consortium, organization, actor_kind, actor_id, actor_display, roles, purpose, break_glass, request_id, action, entity, patient, outcome, detail)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, e.* FROM unnest($10::"char"[], $11::text[], $12::text[], $13::text[], $14::text[]) AS e`,
    values: [
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
  });
}

/** One row of the trail. */
export interface AuditRow {
  /** Ascends in the order of writing. */
  readonly id: string;
  readonly at: string;
  readonly organization: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly display: string };
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly breakGlass: boolean;
  readonly requestId: string;
  readonly action: AuditEvent['action'];
  readonly entity: string;
  readonly patient?: string;
  readonly outcome: 'success' | 'refused' | 'failure';
  readonly detail?: string;
}

/** The latest rows of the caller's consortium, of one patient or of all. @throws AccessDeniedError */
export async function listAudit(
  context: AccessContext,
  transaction: Transaction,
  page: { readonly patient?: string | undefined; readonly before?: string | undefined; readonly count: number },
): Promise<AuditRow[]> {
  requirePermission(context, 'audit.read');
  const { rows } = await transaction.query<AuditRow & Record<string, unknown>>(
    `SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, organization,
       jsonb_build_object('kind', actor_kind, 'id', actor_id, 'display', actor_display) AS actor, roles, purpose,
       break_glass AS "breakGlass", request_id AS "requestId", action::text, entity, patient, outcome, detail
     FROM access.audit a
     WHERE consortium = $1 AND ($2::text IS NULL OR patient = $2) AND ($3::bigint IS NULL OR a.id < $3)
     ORDER BY consortium DESC, a.id DESC LIMIT $4`,
    [context.consortium, page.patient ?? null, page.before ?? null, page.count],
  );
  return rows.map((row) => JSON.parse(JSON.stringify(row, (_key, value) => value ?? undefined)) as AuditRow);
}
