import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome } from '@consilium/fhir';
import { findRow, type Row } from './row.ts';
import { condition } from './search-condition.ts';
import { isSelective } from './search-plan.ts';
import { parseSearch } from './search-request.ts';
import { scopeFor } from './search-scope.ts';
import { preparedText } from './statement.ts';

/**
 * The one resource that a conditional interaction means, or none. Holds a lock on the condition until the transaction
 * ends, so that of two that race to create it the second finds what the first made.
 * @throws OperationOutcomeError 400 for a condition that is none, 412 if several resources meet it
 */
export async function lockMatch(context: AccessContext, transaction: Transaction, type: string, query: string): Promise<Row | undefined> {
  const request = parseSearch(type, new URLSearchParams(query.replace(/^.*\?/, '')));
  if (request.criteria.length === 0)
    throw outcome('invalid', `"${query}" names no search parameter: give one, such as identifier=system|value`);
  const key = `${context.consortium}|${type}|${request.understood
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')}`;
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const ids = await matchingIds(context, transaction, type, query);
  if (ids.length > 1) throw outcome('multiple-matches', `Several resources meet ${type}?${query}: make the condition narrower`);
  return ids[0] === undefined ? undefined : findRow(context, transaction, type, ids[0]);
}

/** Ids of at most two resources, drafts included: a draft must not be created twice either. */
export async function matchingIds(context: AccessContext, transaction: Transaction, type: string, query: string): Promise<string[]> {
  const request = parseSearch(type, new URLSearchParams(query.replace(/^.*\?/, '')));
  const scope = scopeFor(context, { drafts: 'include' });
  const where = [
    `r.consortium = ${scope.consortium}`,
    `r.type = ${scope.sql.add(type)}`,
    scope.visible('r'),
    ...request.criteria.map((criterion) => condition(criterion, 'r', scope)),
  ];
  const text = `SELECT r.id FROM record.resource r WHERE ${where.join(' AND ')} LIMIT 2`;
  const { rows } = await (request.criteria.every(isSelective)
    ? preparedText<{ id: string }>(transaction, text, scope.sql.values)
    : transaction.query<{ id: string }>(text, scope.sql.values));
  return rows.map(({ id }) => id);
}
