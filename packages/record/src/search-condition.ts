import { normaliseString, outcome } from '@consilium/fhir';
import { compareInstant, compareSpan, parseDate } from './search-date.ts';
import { type Criterion, splitEscaped, unescaped } from './search-request.ts';
import { MAXIMUM_LENGTH } from './search-rows.ts';
import type { SqlValues } from './sql.ts';

/** What a condition is built for. */
export interface ConditionScope {
  readonly sql: SqlValues;
  /** Placeholder of the consortium. */
  readonly consortium: string;
  /** The server's own address, `https://host/fhir/`: references that begin with it are local. */
  readonly base: string | undefined;
  /** SQL that holds for rows of this alias that the caller may find. */
  readonly visible: (alias: string) => string;
}

/** SQL that holds for the rows of `record.resource` under `alias` that meet the criterion. @throws OperationOutcomeError 400 */
export function condition(criterion: Criterion, alias: string, scope: ConditionScope): string {
  const { parameter, modifier, name } = criterion;
  if (criterion.chain) return chained(criterion, criterion.chain, alias, scope);
  if (parameter.code === '_id') return idCondition(criterion, alias, scope);
  if (parameter.code === '_lastUpdated' && modifier === 'missing') return criterion.values[0] === 'true' ? 'false' : 'true';
  if (parameter.code === '_lastUpdated') return alternatives(criterion, (value) => lastUpdated(value, name, alias, scope));
  const table = parameter.type === 'uri' ? 'token' : parameter.type;
  const param = scope.sql.add(`${criterion.type}.${parameter.code}${modifier === 'identifier' ? ':identifier' : ''}`);
  const exists = (test: string): string =>
    `EXISTS (SELECT 1 FROM record.${modifier === 'identifier' ? 'token' : table} v WHERE v.rid = ${alias}.rid AND v.consortium = ${scope.consortium} AND v.param = ${param}${test})`;
  if (modifier === 'missing') {
    const absent = `NOT ${exists('')}`;
    return criterion.values[0] === 'true'
      ? parameter.type === 'reference'
        ? `(${absent} AND NOT ${missingIdentifier(criterion, alias, scope)})`
        : absent
      : parameter.type === 'reference'
        ? `(${exists('')} OR ${missingIdentifier(criterion, alias, scope)})`
        : exists('');
  }
  switch (parameter.type) {
    case 'token':
      return `${modifier === 'not' ? 'NOT ' : ''}${exists(` AND ${tokens(criterion, scope)}`)}`;
    case 'uri':
      return exists(` AND v.code = ANY(${scope.sql.add(criterion.values.map((value) => short(unescaped(value), name)))})`);
    case 'reference':
      return exists(
        ` AND ${modifier === 'identifier' ? tokens(criterion, scope) : alternatives(criterion, (value) => reference(unescaped(value), criterion, scope))}`,
      );
    case 'date':
      return exists(
        ` AND ${alternatives(criterion, (value) => {
          const { prefix, lo, hi } = parseDate(unescaped(value), name);
          return compareSpan(
            prefix,
            'v.lo',
            'v.hi',
            () => timestamp(scope, lo),
            () => timestamp(scope, hi),
          );
        })}`,
      );
    case 'string':
      return alternatives(
        criterion,
        (value) =>
          exists(` AND ${string(unescaped(value), criterion, scope)}`) +
          (modifier === 'exact' ? ` AND ${literally(unescaped(value), alias, scope)}` : ''),
      );
    default:
      throw outcome('not-supported', `${parameter.type} parameters cannot be searched`, name);
  }
}

const timestamp = (scope: ConditionScope, value: string): string => `${scope.sql.add(value)}::timestamptz`;

function alternatives(criterion: Criterion, one: (value: string) => string): string {
  return `(${criterion.values.map((value) => `(${one(value)})`).join(' OR ')})`;
}

const missingIdentifier = (criterion: Criterion, alias: string, scope: ConditionScope): string =>
  `EXISTS (SELECT 1 FROM record.token v WHERE v.rid = ${alias}.rid AND v.consortium = ${scope.consortium} AND v.param = ${scope.sql.add(`${criterion.type}.${criterion.parameter.code}:identifier`)})`;

function idCondition({ modifier, values, name }: Criterion, alias: string, scope: ConditionScope): string {
  if (modifier === 'missing') return values[0] === 'true' ? 'false' : 'true';
  return `${modifier === 'not' ? 'NOT ' : ''}${alias}.id = ANY(${scope.sql.add(values.map((value) => short(unescaped(value), name)))})`;
}

function lastUpdated(value: string, name: string, alias: string, scope: ConditionScope): string {
  const { prefix, lo, hi } = parseDate(unescaped(value), name);
  return compareInstant(
    prefix,
    `${alias}.last_updated`,
    () => timestamp(scope, lo),
    () => timestamp(scope, hi),
  );
}

/** `code`, `system|code`, `|code`, `system|`. */
export function parseToken(value: string, name: string): { readonly system: string | undefined; readonly code: string | undefined } {
  const parts = splitEscaped(value, '|').map((part) => short(unescaped(part), name));
  if (parts.length > 2) throw outcome('invalid', `${name} is "${value}": write code, system|code, |code or system|`, name);
  const [first = '', second] = parts;
  if (second === undefined) return { system: undefined, code: first };
  if (first === '' && second === '') throw outcome('invalid', `${name} is "|": write code, system|code, |code or system|`, name);
  return { system: first, code: second === '' ? undefined : second };
}

function tokens({ values, name }: Criterion, { sql }: ConditionScope): string {
  const wanted = values.map((value) => parseToken(value, name));
  const one = ({ system, code }: ReturnType<typeof parseToken>): string =>
    [...(code === undefined ? [] : [`v.code = ${sql.add(code)}`]), ...(system === undefined ? [] : [`v.system = ${sql.add(system)}`])].join(
      ' AND ',
    );
  if (wanted.length === 1) return one(wanted[0]!);
  if (wanted.every(({ system }) => system === undefined)) return `v.code = ANY(${sql.add(wanted.map(({ code }) => code))})`;
  const any = `(${wanted.map((token) => `(${one(token)})`).join(' OR ')})`;
  // besides, for the index: the codes as one list
  return wanted.every(({ code }) => code !== undefined) ? `v.code = ANY(${sql.add(wanted.map(({ code }) => code))}) AND ${any}` : any;
}

/** `Type/id`, `id`, `http://…`, or with a type as modifier. */
export function parseReferenceValue(
  value: string,
  { modifier, name, parameter }: Criterion,
  base: string | undefined,
): { readonly type: string | undefined; readonly id: string } {
  const local = base !== undefined && value.startsWith(base) ? value.slice(base.length) : value;
  const match = /^(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9.-]{1,64})$/.exec(local);
  if (!match) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return { type: '', id: short(value, name) };
    throw outcome('invalid', `${name} is "${value}": write Type/id, an id or an absolute URL`, name);
  }
  const type = match[1] ?? modifier ?? (parameter.target?.length === 1 ? parameter.target[0] : undefined);
  if (modifier !== undefined && type !== modifier)
    throw outcome('invalid', `${name} asks for a ${modifier}, but its value is ${value}`, name);
  return { type, id: match[2] as string };
}

function reference(value: string, criterion: Criterion, { sql, base }: ConditionScope): string {
  const { type, id } = parseReferenceValue(value, criterion, base);
  return `v.target_id = ${sql.add(id)} AND ${type === undefined ? `v.target_type <> ''` : `v.target_type = ${sql.add(type)}`}`;
}

function string(value: string, { modifier, name }: Criterion, { sql }: ConditionScope): string {
  const wanted = short(normaliseString(value), name);
  if (wanted === '') throw outcome('invalid', `${name} is "${value}": nothing is left to search for`, name);
  if (modifier === 'exact') return `v.value = ${sql.add(wanted)}`;
  if (modifier === 'contains') return `strpos(v.value, ${sql.add(wanted)}) > 0`;
  return `v.value >= ${sql.add(wanted)} AND v.value < ${sql.add(`${wanted}\u{10FFFF}`)}`;
}

/** The value stands in the document letter by letter. Whether it stands at the right place is looked up afterwards (see search-exact.ts). */
const literally = (value: string, alias: string, { sql }: ConditionScope): string =>
  `strpos(${alias}.doc, ${sql.add(JSON.stringify(value))}) > 0`;

/** SQL for "the resource that this reference names meets one of these". */
function chained(criterion: Criterion, chain: readonly Criterion[], alias: string, scope: ConditionScope): string {
  const param = scope.sql.add(`${criterion.type}.${criterion.parameter.code}`);
  const targets = chain.map((target) => `(c.type = ${scope.sql.add(target.type)} AND ${condition(target, 'c', scope)})`).join(' OR ');
  return `EXISTS (SELECT 1 FROM record.reference f JOIN record.resource c ON c.consortium = ${scope.consortium} AND c.type = f.target_type AND c.id = f.target_id
    WHERE f.rid = ${alias}.rid AND f.consortium = ${scope.consortium} AND f.param = ${param} AND ${scope.visible('c')} AND (${targets}))`;
}

function short(value: string, name: string): string {
  if (value.length > MAXIMUM_LENGTH) throw outcome('invalid', `${name} is longer than ${MAXIMUM_LENGTH} characters`, name);
  return value;
}
