import { ArchiveError } from '../errors.ts';
import type { Key } from './query-keys.ts';

/** Collects the values of a statement; `add` returns the placeholder. */
export class SqlValues {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** The SQL condition of one key. @throws ArchiveError `invalid` @see DICOM PS3.4 section C.2.2.2 */
export function condition(sql: SqlValues, { keyword, matching, column }: Key, value: string): string {
  switch (matching) {
    case 'uid':
      return `${column} = ANY(${sql.add(value.split(/[,\\]/).map((uid) => uid.trim()))})`;
    case 'text':
      return /[*?]/.test(value) ? `${column} LIKE ${sql.add(pattern(value))}` : `btrim(${column}) = ${sql.add(value.trim())}`;
    case 'name': {
      // any of the component groups (alphabetic, ideographic, phonetic), or all of them as they stand
      const like = sql.add(pattern(nameText(value)));
      return `(${column} LIKE ${like} OR EXISTS (SELECT FROM unnest(string_to_array(${column}, '=')) AS component WHERE rtrim(component, '^ ') LIKE ${like}))`;
    }
    case 'integer':
      if (!/^[+-]?\d{1,9}$/.test(value)) throw new ArchiveError('invalid', `${keyword}=${value.slice(0, 40)}: give a whole number`);
      return `${column} = ${sql.add(Number(value))}`;
    case 'modalities':
      return `EXISTS (SELECT FROM archive.series modality WHERE modality.consortium = study.consortium AND modality.study_uid = ${column} AND modality.modality = ANY(${sql.add(value.split(/[,\\]/))}))`;
    case 'date':
      return range(sql, keyword, column, value, /^\d{8}$/, (bound) => bound, 'YYYYMMDD, YYYYMMDD-YYYYMMDD, -YYYYMMDD or YYYYMMDD-');
    case 'time':
      return range(
        sql,
        keyword,
        `rpad(split_part(${column}, '.', 1), 6, '0')`,
        value,
        /^([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?$/,
        time,
        'HHMMSS or HHMMSS-HHMMSS',
      );
  }
}

const nameText = (value: string): string =>
  value
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\^ ]+$/, '');

/** `*` any characters, `?` one. */
const pattern = (value: string): string =>
  value
    .trim()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');

/** The first moment of a time for a lower bound, the last for an upper one. */
const time = (bound: string, upper: boolean): string => (bound.split('.')[0] as string).padEnd(2, '0').padEnd(6, upper ? '59' : '0');

function range(
  sql: SqlValues,
  keyword: string,
  column: string,
  value: string,
  shape: RegExp,
  complete: (bound: string, upper: boolean) => string,
  usage: string,
): string {
  const bounds = value.split('-').map((bound) => bound.trim());
  const [from, to] = bounds.length === 1 ? [bounds[0], bounds[0]] : bounds;
  if (bounds.length > 2 || (!from && !to) || [from, to].some((bound) => bound && !shape.test(bound)))
    throw new ArchiveError('invalid', `${keyword}=${value.slice(0, 40)}: give ${usage}`);
  const lower = from ? `${column} >= ${sql.add(complete(from, false))}` : 'true';
  const upper = to ? `${column} <= ${sql.add(complete(to, true))}` : 'true';
  return `(${lower} AND ${upper})`;
}
