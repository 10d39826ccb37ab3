import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { isResourceType, outcome } from '@consilium/fhir';
import { findRow, notFound } from './row.ts';
import { type FoundRow, type SearchOptions, scopeFor } from './search-scope.ts';
import { bundleText, type Link, searchEntry } from './searchset.ts';

const PARAMETERS = ['_count', '_type', '_since', '_cursor', '_format'];

/**
 * `Patient/{id}/$everything`: the patient, all that belongs to the patient, and what those refer to (practitioners,
 * organisations, devices). Without `_count` all at once; with it in pages of what belongs to the patient, the last of
 * which has the others too.
 * @throws OperationOutcomeError 400, 404, 410 @see FHIR R4 patient-operation-everything.html
 */
export async function everythingStored(
  context: AccessContext,
  transaction: Transaction,
  id: string,
  query: URLSearchParams,
  options: SearchOptions,
): Promise<{ text: string; rows: FoundRow[] }> {
  requirePermission(context, 'record.read');
  for (const name of query.keys())
    if (!PARAMETERS.includes(name))
      throw outcome('not-supported', `${name} is not supported by $everything: it takes ${PARAMETERS.join(', ')}`, name);
  const row = await findRow(context, transaction, 'Patient', id);
  if (!row || row.draft) throw notFound('Patient', id);
  if (row.deleted) throw outcome('gone', `Patient/${id} was deleted`);
  const count = wholeNumber(query, '_count');
  const types = query.get('_type')?.split(',');
  for (const type of types ?? [])
    if (!isResourceType(type)) throw outcome('invalid', `_type names ${type}, which is no resource type`, '_type');

  const { sql, consortium, visible } = scopeFor(context, options);
  const filters = [visible('r'), ...(types ? [`r.type = ANY(${sql.add(types)})`] : [])];
  const since = query.get('_since');
  if (since !== null) {
    if (Number.isNaN(Date.parse(since))) throw outcome('invalid', `_since is "${since}": give an instant`, '_since');
    filters.push(`r.last_updated >= ${sql.add(since)}::timestamptz`);
  }
  const subject = sql.add(id);
  const common = [...sql.values];
  const after = wholeNumber(query, '_cursor');
  const { rows } = await transaction.query<FoundRow>(
    `SELECT r.rid, r.type, r.id, r.patient, r.doc FROM record.resource r WHERE r.consortium = ${consortium} AND r.patient = ${subject} AND ${filters.join(' AND ')}
     ${after === undefined ? '' : `AND r.rid > ${sql.add(after)}`} ORDER BY r.rid ${count === undefined ? '' : `LIMIT ${sql.add(count + 1)}`}`,
    sql.values,
  );
  const own = count === undefined ? rows : rows.slice(0, count);
  const isLast = own.length === rows.length;
  const page = isLast ? [...own, ...(await referredTo(transaction, consortium, subject, visible('p'), filters, common))] : own;
  await recordAudit(context, transaction, [{ action: 'R', entity: `Patient/${id}/$everything`, patient: id }]);

  const base = options.base ?? '';
  const url = (cursor?: string): string => {
    const all = new URLSearchParams(query);
    all.delete('_cursor');
    if (cursor !== undefined) all.set('_cursor', cursor);
    return `${base}Patient/${id}/$everything${all.size > 0 ? `?${all}` : ''}`;
  };
  const links: Link[] = [{ relation: 'self', url: url() }];
  if (!isLast) links.push({ relation: 'next', url: url(own.at(-1)?.rid) });
  return {
    text: bundleText(
      'searchset',
      links,
      page.map((found) => searchEntry(found, found.doc, 'match', base)),
      count === undefined ? page.length : undefined,
    ),
    rows: page,
  };
}

/** What the patient's resources refer to and that is no patient's. */
async function referredTo(
  transaction: Transaction,
  consortium: string,
  subject: string,
  isVisible: string,
  filters: readonly string[],
  values: readonly unknown[],
): Promise<FoundRow[]> {
  const { rows } = await transaction.query<FoundRow>(
    `SELECT r.rid, r.type, r.id, r.patient, r.doc FROM record.resource r WHERE r.consortium = ${consortium} AND r.patient IS NULL AND ${filters.join(' AND ')}
     AND (r.type, r.id) IN (SELECT f.target_type, f.target_id FROM record.resource p JOIN record.reference f ON f.rid = p.rid AND f.consortium = ${consortium}
       WHERE p.consortium = ${consortium} AND p.patient = ${subject} AND ${isVisible})
     ORDER BY r.rid`,
    values,
  );
  return rows;
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(value)) throw outcome('invalid', `${name} is "${value}": give a whole number above 0`, name);
  return Number(value);
}
