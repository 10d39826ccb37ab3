import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome } from '@consilium/fhir';
import type { Include, SearchRequest } from './search-request.ts';
import { type FoundRow, type SearchOptions, scopeFor } from './search-scope.ts';

/** More than this is no page any more. */
const MAXIMUM_INCLUDED = 5000;

/** What `_include` and `_revinclude` add to a page, each resource once and none that matches already. */
export async function findIncluded(
  context: AccessContext,
  transaction: Transaction,
  request: SearchRequest,
  matches: readonly FoundRow[],
  options: SearchOptions,
): Promise<FoundRow[]> {
  const found = new Map<string, FoundRow>();
  const own = new Set(matches.map(({ rid }) => rid));
  const add = (rows: readonly FoundRow[]): void => {
    for (const row of rows) if (!own.has(row.rid)) found.set(row.rid, row);
    if (found.size > MAXIMUM_INCLUDED)
      throw outcome(
        'too-large',
        `_include and _revinclude would add more than ${MAXIMUM_INCLUDED} resources: ask for a smaller _count`,
        '_revinclude',
      );
  };
  for (const include of request.includes) {
    if (include.source !== request.type) continue;
    const scope = scopeFor(context, options);
    const { sql, consortium } = scope;
    const text = `SELECT DISTINCT ON (r.rid) r.rid, r.type, r.id, r.patient, r.doc FROM record.reference f
      JOIN record.resource r ON r.consortium = ${consortium} AND r.type = f.target_type AND r.id = f.target_id
      WHERE f.rid = ANY(${sql.add([...own])}::bigint[]) AND f.consortium = ${consortium} ${paramIs(include, sql.add.bind(sql))}
        ${include.target === undefined ? '' : `AND f.target_type = ${sql.add(include.target)}`} AND ${scope.visible('r')} LIMIT ${MAXIMUM_INCLUDED + 1}`;
    add((await transaction.query<FoundRow>(text, sql.values)).rows);
  }
  for (const include of request.revincludes) {
    if (include.target !== undefined && include.target !== request.type) continue;
    const scope = scopeFor(context, options);
    const { sql, consortium } = scope;
    const text = `SELECT DISTINCT ON (r.rid) r.rid, r.type, r.id, r.patient, r.doc FROM record.reference f
      JOIN record.resource r ON r.rid = f.rid AND r.consortium = ${consortium} AND r.type = ${sql.add(include.source)}
      WHERE f.consortium = ${consortium} AND f.target_type = ${sql.add(request.type)} AND f.target_id = ANY(${sql.add(matches.map(({ id }) => id))})
        ${paramIs(include, sql.add.bind(sql))} AND ${scope.visible('r')} LIMIT ${MAXIMUM_INCLUDED + 1}`;
    add((await transaction.query<FoundRow>(text, sql.values)).rows);
  }
  return [...found.values()];
}

const paramIs = ({ source, parameter }: Include, add: (value: unknown) => string): string =>
  parameter === undefined ? '' : `AND f.param = ${add(`${source}.${parameter}`)}`;
