import { createHash } from 'node:crypto';
import type { Transaction } from '@consilium/database';

type Prepared = (statement: { name: string; text: string; values: readonly unknown[] }) => ReturnType<Transaction['query']>;

/** Runs a statement that the server parses and plans once per connection. Only for texts of which there are few. */
export function prepared<Row extends Record<string, unknown>>(
  transaction: Transaction,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<{ readonly rows: Row[] }> {
  // the driver behind a Transaction takes a named statement as an object; the interface shows only the plain form
  return (transaction.query as unknown as Prepared).call(transaction, { name, text, values }) as unknown as Promise<{ rows: Row[] }>;
}

/** As `prepared`, under a name of the text itself: for texts that differ by shape, not by value. */
export const preparedText = <Row extends Record<string, unknown>>(
  transaction: Transaction,
  text: string,
  values: readonly unknown[],
): Promise<{ readonly rows: Row[] }> => {
  let name = names.get(text);
  if (name === undefined) {
    name = `record.${createHash('sha256').update(text).digest('base64url')}`;
    if (names.size < MAXIMUM_NAMES) names.set(text, name);
    else return transaction.query<Row>(text, values);
  }
  return prepared<Row>(transaction, name, text, values);
};
/** Each connection keeps every statement that it prepared. */
const MAXIMUM_NAMES = 500;
const names = new Map<string, string>();

/** A PostgreSQL array literal. NUL, which PostgreSQL's text cannot hold, is dropped. */
export function textArray(values: readonly (string | null | undefined)[]): string {
  let literal = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) literal += ',';
    literal +=
      value === null || value === undefined
        ? 'NULL'
        : `"${ESCAPED.test(value) ? value.replaceAll('\0', '').replaceAll(/["\\]/g, '\\$&') : value}"`;
  }
  return `${literal}}`;
}
const ESCAPED = /["\\\0]/;

/** As `textArray`, for JSON texts: JSON has no raw control characters, so that JSON's own escaping of a string is PostgreSQL's. */
export const jsonTextArray = (documents: readonly (string | null)[]): string =>
  `{${documents.map((d) => (d === null ? 'NULL' : JSON.stringify(d))).join(',')}}`;

/** An array literal of numbers or booleans. */
export const plainArray = (values: readonly (number | boolean)[]): string => `{${values.join(',')}}`;
