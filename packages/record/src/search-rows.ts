import type { Transaction } from '@consilium/database';
import { extractSearchValues, patientOf } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { isSubject, primaryCode, primaryDate } from './primary-parameters.ts';
import { plainArray, prepared, textArray } from './statement.ts';

/** Values longer than this do not fit a B-tree row: strings are cut, tokens and URLs refused when searched. Characters. */
export const MAXIMUM_LENGTH = 500;
const cut = (value: string): string => (value.length > MAXIMUM_LENGTH ? value.slice(0, MAXIMUM_LENGTH) : value);

/** The search values of a batch of resources, as columns; `n` is the place of the resource in the batch, from 1. */
export class SearchRows {
  readonly token = { n: [] as number[], param: [] as string[], code: [] as string[], system: [] as string[], primary: [] as boolean[] };
  readonly reference = { n: [] as number[], param: [] as string[], type: [] as string[], id: [] as string[] };
  readonly date = { n: [] as number[], param: [] as string[], lo: [] as string[], hi: [] as string[] };
  readonly string = { n: [] as number[], param: [] as string[], value: [] as string[] };

  /** Adds the values of one resource. `subject`: the one patient it is about; `lo`: start of its primary date. */
  add(
    n: number,
    resource: FhirResource,
  ): { readonly patient: string | undefined; readonly subject: string | undefined; readonly lo: string } {
    const type = resource.resourceType;
    const values = extractSearchValues(resource);
    const code = primaryCode(type);
    const date = primaryDate(type);
    let subject: string | undefined;
    let lo = '-infinity';
    for (const { param, from, to } of values.dates) {
      if (param === '_lastUpdated') continue; // a column, as the id is
      if (param === date && (lo === '-infinity' || from < lo)) lo = from;
      this.date.n.push(n);
      this.date.param.push(`${type}.${param}`);
      this.date.lo.push(from);
      this.date.hi.push(to);
    }
    for (const { param, type: target, id, url, identifier } of values.references) {
      if (target !== undefined && id !== undefined) {
        if (target === 'Patient' && isSubject(param)) subject = id;
        this.#reference(n, `${type}.${param}`, target, id);
      } else if (url !== undefined) this.#reference(n, `${type}.${param}`, '', cut(url));
      if (identifier !== undefined) this.#token(n, `${type}.${param}:identifier`, identifier.value, identifier.system, false);
    }
    for (const token of values.tokens)
      if (token.param !== '_id') this.#token(n, `${type}.${token.param}`, token.code, token.system, token.param === code);
    for (const { param, value } of values.uris) this.#token(n, `${type}.${param}`, value, undefined, false);
    for (const { param, value } of values.strings) {
      this.string.n.push(n);
      this.string.param.push(`${type}.${param}`);
      this.string.value.push(cut(value));
    }
    return { patient: patientOf(resource, values), subject, lo };
  }

  #token(n: number, param: string, code: string, system: string | undefined, primary: boolean): void {
    this.token.n.push(n);
    this.token.param.push(param);
    this.token.code.push(cut(code));
    this.token.system.push(system ?? '');
    this.token.primary.push(primary);
  }

  #reference(n: number, param: string, type: string, id: string): void {
    this.reference.n.push(n);
    this.reference.param.push(param);
    this.reference.type.push(type);
    this.reference.id.push(id);
  }
}

/**
 * CTEs that write the search values of the rows of a CTE `x (n, rid, subject, lo)`. Their parameters are $1, the consortium, and
 * $2 to $17, `searchColumns`. The last one is an INSERT without a name.
 */
export const WRITE_SEARCH_VALUES = `
tokens AS (
  INSERT INTO record.token (consortium, param, code, system, patient, lo, rid)
  SELECT $1, u.param, u.code, u.system, CASE WHEN u.main THEN x.subject END, CASE WHEN u.main THEN x.lo ELSE '-infinity' END, x.rid
  FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bool[]) u(n, param, code, system, main) JOIN x USING (n)
), reference AS (
  INSERT INTO record.reference (consortium, param, target_type, target_id, lo, rid)
  SELECT $1, u.param, u.type, u.id, x.lo, x.rid FROM unnest($7::int[], $8::text[], $9::text[], $10::text[]) u(n, param, type, id) JOIN x USING (n)
), dates AS (
  INSERT INTO record.date (consortium, param, lo, hi, rid)
  SELECT $1, u.param, u.lo, u.hi, x.rid FROM unnest($11::int[], $12::text[], $13::timestamptz[], $14::timestamptz[]) u(n, param, lo, hi) JOIN x USING (n)
)
INSERT INTO record.string (consortium, param, value, rid)
SELECT $1, u.param, u.value, x.rid FROM unnest($15::int[], $16::text[], $17::text[]) u(n, param, value) JOIN x USING (n)`;

export const searchColumns = ({ token, reference, date, string }: SearchRows): readonly string[] => [
  ...[plainArray(token.n), textArray(token.param), textArray(token.code), textArray(token.system), plainArray(token.primary)],
  ...[plainArray(reference.n), textArray(reference.param), textArray(reference.type), textArray(reference.id)],
  ...[plainArray(date.n), textArray(date.param), textArray(date.lo), textArray(date.hi)],
  ...[plainArray(string.n), textArray(string.param), textArray(string.value)],
];

/** Forgets the search values of these rows. */
export const forgetSearchValues = (transaction: Transaction, rids: readonly string[]): Promise<unknown> =>
  prepared(
    transaction,
    'record.forget',
    `WITH a AS (DELETE FROM record.token WHERE rid = ANY($1::bigint[])), b AS (DELETE FROM record.reference WHERE rid = ANY($1::bigint[])),
          c AS (DELETE FROM record.date WHERE rid = ANY($1::bigint[])) DELETE FROM record.string WHERE rid = ANY($1::bigint[])`,
    [`{${rids.join(',')}}`],
  );
