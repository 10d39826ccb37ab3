import type { AccessContext } from '@consilium/access';
import { requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { parseJson } from '@consilium/fhir';
import { forgetSearchValues, SearchRows, searchColumns, WRITE_SEARCH_VALUES } from './search-rows.ts';
import { plainArray, textArray } from './statement.ts';

/**
 * Computes the search values of stored resources anew, after the way in which they are computed has changed. Documents and
 * versions stay. Goes through the rows in batches, each in a transaction of the caller's: call it again with `next` until there is none.
 */
export async function reindexResources(
  context: AccessContext,
  transaction: Transaction,
  after = '0',
  batch = 500,
): Promise<{ readonly reindexed: number; readonly next: string | undefined }> {
  requirePermission(context, 'record.write');
  const { rows } = await transaction.query<{ rid: string; doc: string }>(
    'SELECT rid, doc FROM record.resource WHERE consortium = $1 AND rid > $2::bigint AND NOT deleted ORDER BY rid LIMIT $3 FOR UPDATE',
    [context.consortium, after, batch],
  );
  if (rows.length === 0) return { reindexed: 0, next: undefined };
  const values = new SearchRows();
  const found = rows.map(({ doc }, i) => values.add(i + 1, parseJson(doc)));
  await forgetSearchValues(
    transaction,
    rows.map(({ rid }) => rid),
  );
  await transaction.query(
    `WITH x AS MATERIALIZED (SELECT n::int, u.rid, u.patient, u.subject, u.lo FROM unnest($18::bigint[], $19::text[], $20::text[], $21::timestamptz[]) WITH ORDINALITY u(rid, patient, subject, lo, n)),
     resources AS (UPDATE record.resource r SET patient = x.patient, lo = x.lo FROM x WHERE r.rid = x.rid AND (r.patient, r.lo) IS DISTINCT FROM (x.patient, x.lo)), ${WRITE_SEARCH_VALUES}`,
    [
      context.consortium,
      ...searchColumns(values),
      plainArray(rows.map(({ rid }) => Number(rid))),
      textArray(found.map(({ patient }) => patient)),
      textArray(found.map(({ subject }) => subject)),
      textArray(found.map(({ lo }) => lo)),
    ],
  );
  return { reindexed: rows.length, next: rows.length < batch ? undefined : rows.at(-1)?.rid };
}
