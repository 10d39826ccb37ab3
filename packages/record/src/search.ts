import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { parseJson } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { findIncluded } from './include.ts';
import { resolveChains } from './search-chain.ts';
import { isExact } from './search-exact.ts';
import { afterCursor, makeCursor, planSearch } from './search-plan.ts';
import { parseSearch, type SearchRequest } from './search-request.ts';
import { type FoundPage, type FoundRow, type SearchOptions, scopeFor } from './search-scope.ts';
import { preparedText } from './statement.ts';

/** Runs a search; the documents stay text. */
export async function searchStored(
  context: AccessContext,
  transaction: Transaction,
  asked: SearchRequest,
  options: SearchOptions = {},
): Promise<FoundPage> {
  requirePermission(context, 'record.read');
  const request = await resolveChains(context, transaction, asked, options);
  const page = request.count > 0 ? await findPage(context, transaction, request, options) : { matches: [], next: undefined };
  const included = page.matches.length > 0 ? await findIncluded(context, transaction, request, page.matches, options) : [];
  const total = request.total === 'accurate' || request.count === 0 ? await count(context, transaction, request, options) : undefined;
  const patients = [...new Set([...page.matches, ...included].map(({ patient }) => patient ?? undefined))];
  const entity = `${asked.type}?${new URLSearchParams(asked.understood.map(([name, value]) => [name, value]))}`;
  await recordAudit(
    context,
    transaction,
    (patients.length > 0 ? patients : [undefined]).map((patient) => ({ action: 'R', entity, patient })),
  );
  return { matches: page.matches, included, total, next: page.next };
}

async function findPage(
  context: AccessContext,
  transaction: Transaction,
  request: SearchRequest,
  options: SearchOptions,
): Promise<{ matches: FoundRow[]; next: string | undefined }> {
  const scope = scopeFor(context, options);
  const plan = planSearch(request, scope);
  const where = request.cursor === undefined ? plan.where : `${plan.where} AND ${afterCursor(plan.keys, request.cursor, scope)}`;
  const text = `SELECT r.rid, r.type, r.id, r.patient, r.doc${plan.keys.map(({ sql }, i) => `, (${sql})::text key${i}`).join('')}
    FROM ${plan.from} WHERE ${where}
    ORDER BY ${plan.keys.map(({ sql, descending }) => `${sql}${descending ? ' DESC' : ''}`).join(', ')} LIMIT ${scope.sql.add(request.count + 1)}`;
  const { rows } = await (plan.stable
    ? preparedText<FoundRow>(transaction, text, scope.sql.values)
    : transaction.query<FoundRow>(text, scope.sql.values));
  const page = rows.slice(0, request.count);
  const last = page.at(-1);
  const next = last && rows.length > page.length ? makeCursor(plan.keys.map((_key, i) => last[`key${i}`] as string)) : undefined;
  return { matches: onlyExact(request, page), next };
}

async function count(context: AccessContext, transaction: Transaction, request: SearchRequest, options: SearchOptions): Promise<number> {
  const scope = scopeFor(context, options);
  const { from, where } = planSearch({ ...request, sort: [] }, scope);
  if (request.criteria.some(({ modifier }) => modifier === 'exact')) {
    const { rows } = await transaction.query<FoundRow>(`SELECT r.doc FROM ${from} WHERE ${where}`, scope.sql.values);
    return onlyExact(request, rows).length;
  }
  const { rows } = await transaction.query<{ total: string }>(`SELECT count(*) total FROM ${from} WHERE ${where}`, scope.sql.values);
  return Number(rows[0]?.total);
}

function onlyExact(request: SearchRequest, rows: readonly FoundRow[]): FoundRow[] {
  if (!request.criteria.some(({ modifier }) => modifier === 'exact')) return [...rows];
  return rows.filter(({ doc }) => isExact(request.criteria, parseJson(doc)));
}

/**
 * Searches in process. `next` is the query of the next page.
 * @throws OperationOutcomeError 400 for whatever is not supported
 * @see FHIR R4 search.html
 */
export async function searchResources<T extends FhirResource = FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  type: T['resourceType'],
  query: string | URLSearchParams,
  options: SearchOptions = {},
): Promise<{ resources: T[]; included: FhirResource[]; total?: number; next?: string }> {
  const request = parseSearch(type, new URLSearchParams(query));
  const { matches, included, total, next } = await searchStored(context, transaction, request, options);
  return {
    resources: matches.map(({ doc }) => parseJson(doc) as T),
    included: included.map(({ doc }) => parseJson(doc)),
    ...(total === undefined ? {} : { total }),
    ...(next === undefined ? {} : { next: nextQuery(request, next) }),
  };
}

/** The query of the next page. */
export const nextQuery = (request: SearchRequest, cursor: string): string =>
  new URLSearchParams([...request.understood.map(([name, value]) => [name, value]), ['_cursor', cursor]]).toString();
