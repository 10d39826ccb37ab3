import { dateRange, outcome } from '@consilium/fhir';

export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** A date as searched for: the span that its precision covers, `lo` inclusive, `hi` exclusive, ISO instants in UTC. */
export interface DateSpan {
  readonly prefix: Prefix;
  readonly lo: string;
  readonly hi: string;
}

/** @throws OperationOutcomeError 400 @see FHIR R4 search.html#date */
export function parseDate(text: string, name: string, now = Date.now()): DateSpan {
  const [, prefix = 'eq', value = ''] = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/s.exec(text) ?? [];
  const [, month = '01', day = '01'] = /^\d{4}-(\d\d)(?:-(\d\d))?/.exec(value) ?? [];
  const exists =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(month), 0)).getUTCDate();
  const range = exists && dateRange(value.replace(/ (?=\d\d:\d\d$)/, '+')); // a plus sign that was not escaped in the URL arrives as a space
  if (!range)
    throw outcome(
      'invalid',
      `${name} is "${text}": write YYYY, YYYY-MM, YYYY-MM-DD or an instant, with a prefix such as ge before it if wanted`,
      name,
    );
  if (prefix !== 'ap') return { prefix: prefix as Prefix, lo: range.from, hi: range.to };
  const slack = Math.abs(now - Date.parse(range.from)) * 0.1; // a tenth of the distance from now, as the specification suggests
  return { prefix: 'ap', lo: shifted(range.from, -slack), hi: shifted(range.to, slack) };
}

const shifted = (instant: string, by: number): string =>
  new Date(Math.min(Math.max(Date.parse(instant) + by, -62135596800000), 253402300799999)).toISOString();

/** SQL that compares the span `lo`..`hi` of a resource with a value; `vlo` and `vhi` add its ends to the statement when they are needed. */
export function compareSpan(prefix: Prefix, lo: string, hi: string, vlo: () => string, vhi: () => string): string {
  const within = (): string => `${lo} >= ${vlo()} AND ${hi} <= ${vhi()}`;
  switch (prefix) {
    case 'eq':
      return `(${within()})`;
    case 'ne':
      return `NOT (${within()})`;
    case 'gt':
      return `${hi} > ${vhi()}`;
    case 'lt':
      return `${lo} < ${vlo()}`;
    case 'ge':
      return `(${hi} > ${vhi()} OR (${within()}))`;
    case 'le':
      return `(${lo} < ${vlo()} OR (${within()}))`;
    case 'sa':
      return `${lo} >= ${vhi()}`;
    case 'eb':
      return `${hi} <= ${vlo()}`;
    case 'ap':
      return `(${lo} < ${vhi()} AND ${hi} > ${vlo()})`;
  }
}

/** The same for a column that holds one millisecond. */
export function compareInstant(prefix: Prefix, at: string, vlo: () => string, vhi: () => string): string {
  switch (prefix) {
    case 'gt':
    case 'sa':
      return `${at} >= ${vhi()}`;
    case 'lt':
    case 'eb':
      return `${at} < ${vlo()}`;
    case 'ge':
      return `${at} >= ${vlo()}`;
    case 'le':
      return `${at} < ${vhi()}`;
    case 'ne':
      return `NOT (${at} >= ${vlo()} AND ${at} < ${vhi()})`;
    default:
      return `(${at} >= ${vlo()} AND ${at} < ${vhi()})`;
  }
}
