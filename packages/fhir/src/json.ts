import type { FhirResource } from 'fhir/r4.js';

/** A number that `JSON.stringify` would write otherwise than it was read, such as `1.10`. Made by `JSON.rawJSON`. */
export interface DecimalAsWritten {
  readonly rawJSON: string;
}

interface SourceJson {
  parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): DecimalAsWritten;
  isRawJSON(value: unknown): value is DecimalAsWritten;
}
/** ECMAScript "JSON.parse source text access"; TypeScript 5.9 has no types for it. */
const json = JSON as unknown as SourceJson;

/** Whatever in the text may be a number that a round trip would change; finds too much inside of strings, never too little. */
const suspect = /(?:^|[:,[])\s*(-?(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d{16,}|0))(?=\s*(?:[,}\]]|$))/g;

function changesInRoundTrip(text: string): boolean {
  suspect.lastIndex = 0;
  for (let match = suspect.exec(text); match !== null; match = suspect.exec(text)) {
    const source = match[1] as string;
    if (String(Number(source)) !== source) return true;
  }
  return false;
}

/**
 * Parses JSON so that `stringify` writes every number as it was read. Numbers that JavaScript would rewrite (`1.10`, `1e3`, `-0`,
 * more than 17 digits) become `DecimalAsWritten`; everything else is what `JSON.parse` gives.
 * @throws SyntaxError
 */
export function parseJson<T = FhirResource>(text: string): T {
  if (!changesInRoundTrip(text)) return JSON.parse(text) as T;
  try {
    return json.parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined && String(value) !== source ? json.rawJSON(source) : value,
    ) as T;
  } catch (error) {
    // a reviver makes the parser recursive
    if (error instanceof RangeError) throw new SyntaxError('the JSON is nested too deeply; flatten it', { cause: error });
    throw error;
  }
}

/** Writes JSON with each number as `parseJson` read it. */
export const stringify = (value: unknown): string => JSON.stringify(value);

export const isDecimalAsWritten = (value: unknown): value is DecimalAsWritten => json.isRawJSON(value);

/** The number itself, however it was written; `undefined` for anything else. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : isDecimalAsWritten(value) ? Number(value.rawJSON) : undefined;

/** A copy in which every number is a plain number, for libraries that compute; shares what needs no change. */
export function withPlainNumbers<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (isDecimalAsWritten(value)) return Number(value.rawJSON) as T;
  if (Array.isArray(value)) {
    const items = value.map(withPlainNumbers);
    return items.some((item, index) => item !== value[index]) ? (items as T) : value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const plain: unknown = withPlainNumbers(item);
    if (plain === item) continue;
    copy ??= { ...(value as Record<string, unknown>) };
    copy[key] = plain;
  }
  return copy === undefined ? value : (copy as T);
}
