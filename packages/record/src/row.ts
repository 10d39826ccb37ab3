import { type AccessContext, may } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome } from '@consilium/fhir';
import { prepared, textArray } from './statement.ts';

/** A row of `record.resource`, as the write path needs it. */
export interface Row extends Record<string, unknown> {
  readonly rid: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly draft: boolean;
  readonly organization: string | null;
  readonly patient: string | null;
  readonly doc: string | null;
  readonly last_updated: Date;
}

const COLUMNS = 'rid, type, id, version, deleted, draft, organization, patient, doc, last_updated';

/** The current row, drafts and deletions included. */
export async function findRow(context: AccessContext, transaction: Transaction, type: string, id: string): Promise<Row | undefined> {
  const text = `SELECT ${COLUMNS} FROM record.resource WHERE consortium = $1 AND type = $2 AND id = $3`;
  return (await prepared<Row>(transaction, 'record.find', text, [context.consortium, type, id])).rows[0];
}

/** The current rows of these ids by `type/id`, locked until the transaction ends, always in the same order: no two writers wait for each other. */
export async function lockRows(
  context: AccessContext,
  transaction: Transaction,
  keys: readonly { readonly type: string; readonly id: string }[],
): Promise<Map<string, Row>> {
  if (keys.length === 0) return new Map();
  const text = `SELECT ${COLUMNS.replaceAll(/\w+/g, 'r.$&')} FROM unnest($2::text[], $3::text[]) k(type, id)
    JOIN record.resource r ON r.consortium = $1 AND r.type = k.type AND r.id = k.id ORDER BY r.rid FOR UPDATE OF r`;
  const values = [context.consortium, textArray(keys.map((k) => k.type)), textArray(keys.map((k) => k.id))];
  const { rows } = await prepared<Row>(transaction, 'record.lock', text, values);
  return new Map(rows.map((row) => [`${row.type}/${row.id}`, row]));
}

/** Drafts exist only for those who may sign or review them; for all others there is nothing there, not even a refusal. */
export const mayRead = (context: AccessContext, row: { readonly draft: boolean }): boolean => !row.draft || may(context, 'draft.read');

export const notFound = (type: string, id: string): Error => outcome('not-found', `${type}/${id} does not exist`);

/** @throws OperationOutcomeError `precondition` (412) */
export function requireVersion(
  ifMatch: string | undefined,
  row: { readonly type: string; readonly id: string; readonly version: number },
): void {
  if (ifMatch === undefined) return;
  const wanted = /^\s*(?:W\/)?"?([^"]+)"?\s*$/.exec(ifMatch)?.[1];
  if (wanted !== String(row.version))
    throw outcome(
      'precondition',
      `If-Match names version ${wanted ?? ifMatch}, but ${row.type}/${row.id} is at version ${row.version}: read it again and repeat the change`,
    );
}
