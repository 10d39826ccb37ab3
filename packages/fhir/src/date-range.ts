/** A span of time: `from` inclusive, `to` exclusive, both ISO instants in UTC with milliseconds. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Stands for "since ever" and "without end". */
export const OPEN_START = '0001-01-01T00:00:00.000Z';
export const OPEN_END = '9999-12-31T23:59:59.999Z';

/**
 * Minutes east of Greenwich of a date that says no zone. A county consortium lives in one zone, China Standard Time, without summer
 * time; with UTC here, a morning's results would be found under the day before. @see FHIR R4 search.html#date
 */
export const LOCAL_OFFSET_MINUTES = 480;

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

const lastInstant = Date.parse(OPEN_END);
const firstInstant = Date.parse(OPEN_START);
const iso = (time: number): string => (time >= lastInstant ? OPEN_END : time <= firstInstant ? OPEN_START : new Date(time).toISOString());

function utc(year: number, month: number, day: number): number {
  const time = Date.UTC(year, month, day);
  // Date.UTC takes the years 0..99 for 1900..1999
  return year > 99 ? time : new Date(0).setUTCFullYear(year, month, day);
}

/** First and last millisecond (exclusive) that a FHIR date, dateTime or instant of any precision can mean; `undefined` if it is none. */
export function dateBounds(text: string, offsetMinutes = LOCAL_OFFSET_MINUTES): readonly [from: number, to: number] | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const shift = offsetMinutes * 60_000;
  if (match[2] === undefined) return [utc(year, 0, 1) - shift, utc(year + 1, 0, 1) - shift];
  const month = Number(match[2]) - 1;
  if (match[3] === undefined) return [utc(year, month, 1) - shift, utc(year, month + 1, 1) - shift];
  const day = utc(year, month, Number(match[3]));
  if (match[4] === undefined) return [day - shift, day + 86_400_000 - shift];
  const zone = match[8];
  const away =
    zone === undefined
      ? shift
      : zone === 'Z'
        ? 0
        : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * 60_000;
  const minute = day + (Number(match[4]) * 60 + Number(match[5])) * 60_000 - away;
  if (match[6] === undefined) return [minute, minute + 60_000];
  const second = minute + Number(match[6]) * 1000;
  if (match[7] === undefined) return [second, second + 1000];
  const digits = match[7].length - 1;
  const start = second + Math.trunc(Number(`0${match[7]}`) * 1000 + 1e-6);
  return [start, start + (digits === 1 ? 100 : digits === 2 ? 10 : 1)];
}

/** What a date of any precision covers: `2026-11` is all of November. For values of resources and of queries alike. */
export function dateRange(text: string, offsetMinutes = LOCAL_OFFSET_MINUTES): DateRange | undefined {
  const bounds = dateBounds(text, offsetMinutes);
  return bounds && { from: iso(bounds[0]), to: iso(bounds[1]) };
}
