import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { searchParameters } from '@consilium/fhir';
import { condition } from './search-condition.ts';
import { isSelective } from './search-plan.ts';
import type { Criterion, SearchRequest } from './search-request.ts';
import { type SearchOptions, scopeFor } from './search-scope.ts';
import { preparedText } from './statement.ts';

/** Up to so many targets of a chain are looked up first, so that the search itself can start from them. */
const FEW = 64;

/**
 * Replaces chained criteria that few resources meet by references to those: `subject:Patient.identifier=…` becomes
 * `subject=Patient/1`, which an index answers. Chains with many targets stay for the planner.
 */
export async function resolveChains(
  context: AccessContext,
  transaction: Transaction,
  request: SearchRequest,
  options: SearchOptions,
): Promise<SearchRequest> {
  if (!request.criteria.some(({ chain }) => chain)) return request;
  const criteria: Criterion[] = [];
  for (const criterion of request.criteria)
    criteria.push(criterion.chain ? await resolve(context, transaction, criterion, criterion.chain, options) : criterion);
  return { ...request, criteria };
}

async function resolve(
  context: AccessContext,
  transaction: Transaction,
  criterion: Criterion,
  chain: readonly Criterion[],
  options: SearchOptions,
): Promise<Criterion> {
  if (
    chain.some(({ values, modifier }) => values.length > 1 || (modifier !== undefined && modifier !== 'identifier' && modifier !== 'exact'))
  )
    return criterion;
  const values: string[] = [];
  for (const target of chain) {
    const scope = scopeFor(context, options);
    const where = `r.consortium = ${scope.consortium} AND r.type = ${scope.sql.add(target.type)} AND ${scope.visible('r')} AND ${condition(target, 'r', scope)}`;
    const text = `SELECT r.id FROM record.resource r WHERE ${where} LIMIT ${FEW + 1}`;
    const { rows } = await (isSelective(target)
      ? preparedText<{ id: string }>(transaction, text, scope.sql.values)
      : transaction.query<{ id: string }>(text, scope.sql.values));
    values.push(...rows.map(({ id }) => `${target.type}/${id}`));
    if (values.length > FEW) return criterion;
  }
  const { chain: _, ...plain } = criterion;
  if (values.length === 0) return { ...plain, parameter: searchParameters(criterion.type).get('_id')!, modifier: undefined, values: [] }; // nothing is found
  return { ...plain, modifier: undefined, values };
}
