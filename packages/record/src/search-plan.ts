import { outcome } from '@consilium/fhir';
import { isSubject, primaryCode, primaryDate } from './primary-parameters.ts';
import { type ConditionScope, condition, parseReferenceValue, parseToken } from './search-condition.ts';
import { type Criterion, type SearchRequest, type SortKey, unescaped } from './search-request.ts';

/** SQL of a sort key with the type of its values; `descending` as asked. */
interface Key {
  readonly sql: string;
  readonly cast: 'timestamptz' | 'text' | 'bigint';
  readonly descending: boolean;
}

/** One search as SQL: rows come in a total order, so that the keys of the last row are where the next page begins. */
export interface SearchPlan {
  readonly from: string;
  readonly where: string;
  readonly keys: readonly Key[];
  /** The plan is good whatever the values are: the statement may be prepared. */
  readonly stable: boolean;
}

export function planSearch(request: SearchRequest, scope: ConditionScope): SearchPlan {
  const driven = drive(request, scope);
  const rest = request.criteria.filter((criterion) => !driven?.consumed.includes(criterion));
  // a driving index has rows of this type only
  const type = `r.consortium = ${scope.consortium}${driven ? '' : ` AND r.type = ${scope.sql.add(request.type)}`}`;
  return {
    from: driven ? `${driven.from} JOIN record.resource r ON r.rid = k.rid` : 'record.resource r',
    where: [type, scope.visible('r'), ...rest.map((criterion) => condition(criterion, 'r', scope))].join(' AND '),
    keys: driven?.keys ?? sortKeys(request, scope),
    stable: driven ? rest.length === 0 : rest.length > 0 && rest.every(isSelective) && request.sort.length === 0,
  };
}

/**
 * Where the criteria name one patient, with or without one code, and the order is by the type's primary date (or free),
 * the rows are read from one index in that order: no sort, and only as many as the page needs.
 */
function drive(request: SearchRequest, scope: ConditionScope): { from: string; keys: Key[]; consumed: Criterion[] } | undefined {
  const { type, criteria, sort } = request;
  const date = primaryDate(type);
  const [key, ...more] = sort;
  if (date === undefined || more.length > 0 || (key !== undefined && key.parameter.code !== date)) return undefined;
  const descending = key?.descending ?? true;
  const subject = criteria.find(
    (criterion) => single(criterion) && criterion.parameter.type === 'reference' && targetOf(criterion, scope)?.type,
  );
  const target = subject && targetOf(subject, scope);
  if (!subject || !target?.type) return undefined;
  const code = primaryCode(type);
  const token = criteria.find(
    (criterion) =>
      single(criterion) && criterion.parameter.code === code && parseToken(criterion.values[0]!, criterion.name).code !== undefined,
  );
  const keys: Key[] = [
    { sql: 'k.lo', cast: 'timestamptz', descending },
    { sql: 'k.rid', cast: 'bigint', descending },
  ];
  const order = descending ? 'ORDER BY v.lo DESC, v.rid DESC' : 'ORDER BY v.lo, v.rid';
  const { sql, consortium } = scope;
  if (token && target.type === 'Patient' && isSubject(subject.parameter.code)) {
    const { system, code } = parseToken(token.values[0]!, token.name);
    const where = `v.consortium = ${consortium} AND v.param = ${sql.add(`${type}.${token.parameter.code}`)} AND v.code = ${sql.add(code)}${system === undefined ? '' : ` AND v.system = ${sql.add(system)}`} AND v.patient = ${sql.add(target.id)}`;
    return { from: `(SELECT DISTINCT v.lo, v.rid FROM record.token v WHERE ${where} ${order}) k`, keys, consumed: [token, subject] };
  }
  const where = `v.consortium = ${consortium} AND v.param = ${sql.add(`${type}.${subject.parameter.code}`)} AND v.target_id = ${sql.add(target.id)} AND v.target_type = ${sql.add(target.type)}`;
  return { from: `(SELECT DISTINCT v.lo, v.rid FROM record.reference v WHERE ${where} ${order}) k`, keys, consumed: [subject] };
}

/** Few resources meet it, whatever the value: one plan serves all. */
export const isSelective = ({ parameter, modifier, values, chain }: Criterion): boolean =>
  chain === undefined &&
  modifier === undefined &&
  values.length === 1 &&
  (parameter.code === 'identifier' || parameter.code === '_id') &&
  !/^\w*:?[^|]*\|$/.test(values[0]!);

const single = (criterion: Criterion): boolean =>
  criterion.chain === undefined && criterion.values.length === 1 && (criterion.modifier === undefined || /^[A-Z]/.test(criterion.modifier));

function targetOf(criterion: Criterion, scope: ConditionScope): ReturnType<typeof parseReferenceValue> | undefined {
  return parseReferenceValue(unescaped(criterion.values[0]!), criterion, scope.base);
}

function sortKeys(request: SearchRequest, scope: ConditionScope): Key[] {
  const keys = request.sort.map((key) => sortKey(request.type, key, scope));
  return [...keys, { sql: 'r.rid', cast: 'bigint', descending: keys[0]?.descending ?? false }];
}

function sortKey(type: string, { parameter, descending }: SortKey, scope: ConditionScope): Key {
  if (parameter.code === '_lastUpdated') return { sql: 'r.last_updated', cast: 'timestamptz', descending };
  if (parameter.code === '_id') return { sql: 'r.id', cast: 'text', descending };
  if (parameter.code === primaryDate(type)) return { sql: 'r.lo', cast: 'timestamptz', descending };
  const columns: Readonly<Record<string, readonly [table: string, column: string]>> = {
    date: ['date', 'lo'],
    token: ['token', 'code'],
    uri: ['token', 'code'],
    string: ['string', 'value'],
    reference: ['reference', 'target_id'],
  };
  const column = columns[parameter.type];
  if (!column) throw outcome('not-supported', `_sort by ${parameter.code} is not supported`, '_sort');
  const first = `(SELECT min(s.${column[1]}) FROM record.${column[0]} s WHERE s.rid = r.rid AND s.param = ${scope.sql.add(`${type}.${parameter.code}`)})`;
  return parameter.type === 'date'
    ? { sql: `coalesce(${first}, '-infinity')`, cast: 'timestamptz', descending }
    : { sql: `coalesce(${first}, '') COLLATE "C"`, cast: 'text', descending };
}

/** SQL for "after the row with these keys". @throws OperationOutcomeError 400 for a cursor that is none of this search */
export function afterCursor(keys: readonly Key[], cursor: string, scope: ConditionScope): string {
  const values = parseCursor(cursor);
  if (values?.length !== keys.length)
    throw outcome('invalid', '_cursor does not belong to this search: follow the next link of its first page', '_cursor');
  const placed = keys.map((key, i) => ({ ...key, value: `${scope.sql.add(values[i])}::${key.cast}` }));
  if (keys.every(({ descending }) => descending === keys[0]?.descending))
    return `(${placed.map(({ sql }) => sql).join(', ')}) ${keys[0]?.descending ? '<' : '>'} (${placed.map(({ value }) => value).join(', ')})`;
  const steps = placed.map((key, i) =>
    [...placed.slice(0, i).map(({ sql, value }) => `${sql} = ${value}`), `${key.sql} ${key.descending ? '<' : '>'} ${key.value}`].join(
      ' AND ',
    ),
  );
  return `(${steps.map((step) => `(${step})`).join(' OR ')})`;
}

export const makeCursor = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

function parseCursor(cursor: string): string[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : undefined;
  } catch {
    return undefined;
  }
}
