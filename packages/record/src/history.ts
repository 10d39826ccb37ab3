import { type AccessContext, may, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome, parseJson } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { SqlValues } from './sql.ts';

/** A version in a history; `doc` is null where it is the deletion. */
export interface HistoryRow extends Record<string, unknown> {
  readonly seq: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly deleted: boolean;
  readonly patient: string | null;
  readonly doc: string | null;
}

export interface HistoryOptions {
  readonly id?: string | undefined;
  readonly count?: number | undefined;
  /** ISO instant: versions written at it or later. */
  readonly since?: string | undefined;
  /** `seq` of the last version seen. */
  readonly before?: string | undefined;
}

/** Versions, newest first, of one resource or of a type. @throws OperationOutcomeError `not-found` where a resource never was */
export async function historyStored(
  context: AccessContext,
  transaction: Transaction,
  type: string,
  options: HistoryOptions = {},
): Promise<{ versions: HistoryRow[]; next: string | undefined }> {
  requirePermission(context, 'record.read');
  const { id, count = 100, since, before } = options;
  const sql = new SqlValues();
  const where = [`consortium = ${sql.add(context.consortium)}`, `type = ${sql.add(type)}`];
  if (id !== undefined) where.push(`id = ${sql.add(id)}`);
  if (!may(context, 'draft.read')) where.push('NOT draft');
  if (since !== undefined) where.push(`at >= ${sql.add(since)}::timestamptz`);
  if (before !== undefined) where.push(`seq < ${sql.add(before)}::bigint`);
  const { rows } = await transaction.query<HistoryRow>(
    `SELECT seq, type, id, version, at, deleted, patient, doc FROM record.history WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ${sql.add(count + 1)}`,
    sql.values,
  );
  if (id !== undefined && rows.length === 0 && since === undefined && before === undefined)
    throw outcome('not-found', `${type}/${id} does not exist`);
  const versions = rows.slice(0, count);
  const patients = [...new Set(versions.map(({ patient }) => patient ?? undefined))];
  const entity = id === undefined ? `${type}/_history` : `${type}/${id}/_history`;
  await recordAudit(
    context,
    transaction,
    (patients.length > 0 ? patients : [undefined]).map((patient) => ({ action: 'R', entity, patient })),
  );
  return { versions, next: rows.length > versions.length ? versions.at(-1)?.seq : undefined };
}

/** Every version of a resource, newest first; `resource` is absent where it was deleted. @see FHIR R4 http.html#history */
export async function historyOf(
  context: AccessContext,
  transaction: Transaction,
  type: string,
  id: string,
): Promise<{ version: number; at: Date; deleted: boolean; resource?: FhirResource }[]> {
  const { versions } = await historyStored(context, transaction, type, { id, count: 10_000 });
  return versions.map(({ version, at, deleted, doc }) => ({ version, at, deleted, ...(doc === null ? {} : { resource: parseJson(doc) }) }));
}
