import { type DateRange, dateBounds, dateRange, OPEN_END, OPEN_START } from './date-range.ts';
import { parseReference } from './reference.ts';
import { normaliseString } from './search-string.ts';
import type { SearchValues } from './search-value.ts';
import type { Element } from './structure.ts';
import { isObject, type JsonObject } from './validation.ts';
import { valueSets } from './value-set.ts';

/** Adds what a value of one data type says for a parameter. */
export type Emitter = (value: unknown, param: string, found: SearchValues, element: Element | undefined) => void;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const systems = new Map([...valueSets].map(([key, set]) => [key, set.systems.length === 1 ? set.systems[0] : undefined]));
/** A code has the system of its required value set. @see FHIR R4 search.html#token */
const code: Emitter = (value, param, { tokens }, element) => {
  const system = element?.valueSet === undefined ? undefined : systems.get(element.valueSet);
  if (typeof value === 'string') tokens.push({ param, system, code: value });
};
const plain: Emitter = (value, param, { tokens }) => {
  tokens.push({ param, system: undefined, code: String(value) });
};
const coding: Emitter = (value, param, { tokens }) => {
  const { system, code: symbol } = value as JsonObject;
  if (typeof symbol === 'string') tokens.push({ param, system: text(system), code: symbol });
};
const concept: Emitter = (value, param, found, element) => {
  const codings = (value as JsonObject).coding;
  if (Array.isArray(codings)) for (const item of codings) coding(item, param, found, element);
};
const identifier: Emitter = (value, param, { tokens }) => {
  const { system, value: symbol } = value as JsonObject;
  if (typeof symbol === 'string') tokens.push({ param, system: text(system), code: symbol });
};
const contactPoint: Emitter = (value, param, { tokens }) => {
  const number = (value as JsonObject).value;
  if (typeof number === 'string') tokens.push({ param, system: undefined, code: number });
};

const reference: Emitter = (value, param, { references }) => {
  const { reference: link, identifier: logical, type } = value as JsonObject;
  if (typeof link === 'string') {
    const target = parseReference(link);
    if (target?.kind === 'relative') references.push({ param, type: target.type, id: target.id });
    else if (target?.kind === 'absolute') references.push({ param, url: link });
  }
  if (!isObject(logical) || typeof logical.value !== 'string') return;
  const said = text(type);
  references.push({ param, identifier: { system: text(logical.system), value: logical.value }, ...(said ? { type: said } : {}) });
};
/** A canonical is found with and without its version. */
const canonical: Emitter = (value, param, { references }) => {
  if (typeof value !== 'string') return;
  references.push({ param, url: value });
  const bar = value.indexOf('|');
  if (bar > 0) references.push({ param, url: value.slice(0, bar) });
};
/** The first resource of a document or message Bundle. */
const inline: Emitter = (value, param, { references }) => {
  if (
    !isObject(value) ||
    param !== (value.resourceType === 'Composition' ? 'composition' : value.resourceType === 'MessageHeader' ? 'message' : '')
  )
    return;
  if (typeof value.id === 'string') references.push({ param, type: String(value.resourceType), id: value.id });
};

function push(range: DateRange | undefined, param: string, { dates }: SearchValues): void {
  if (range) dates.push({ param, from: range.from, to: range.to });
}
const date: Emitter = (value, param, found) => push(typeof value === 'string' ? dateRange(value) : undefined, param, found);
/** A Period includes all of its end: `end: 2026-11` lasts until December. */
function periodRange(value: JsonObject): DateRange | undefined {
  const start = typeof value.start === 'string' ? dateRange(value.start) : undefined;
  const end = typeof value.end === 'string' ? dateRange(value.end) : undefined;
  return start || end ? { from: start?.from ?? OPEN_START, to: end?.to ?? OPEN_END } : undefined;
}
const period: Emitter = (value, param, found) => push(periodRange(value as JsonObject), param, found);
/** Only the outer limits of a Timing count. */
const timing: Emitter = (value, param, found) => {
  const { event, repeat } = value as JsonObject;
  const bounds = isObject(repeat) && isObject(repeat.boundsPeriod) ? periodRange(repeat.boundsPeriod) : undefined;
  const events = (Array.isArray(event) ? event : []).filter(
    (item): item is string => typeof item === 'string' && dateBounds(item) !== undefined,
  );
  const ranges = [...events.map((item) => dateRange(item) as DateRange), ...(bounds ? [bounds] : [])];
  if (ranges.length === 0) return;
  const starts = ranges.map((range) => range.from).sort();
  const ends = ranges.map((range) => range.to).sort();
  push({ from: starts[0] as string, to: ends.at(-1) as string }, param, found);
};

const string: Emitter = (value, param, { strings }) => {
  const normal = typeof value === 'string' ? normaliseString(value) : '';
  if (normal !== '') strings.push({ param, value: normal });
};
function parts(value: JsonObject, names: readonly string[], param: string, found: SearchValues): void {
  for (const name of names) {
    const part = value[name];
    if (Array.isArray(part)) for (const item of part) string(item, param, found, undefined);
    else string(part, param, found, undefined);
  }
}
/** Besides its parts a name is found as a whole, as it is said: 王小明, `Ann Lee`. */
const humanName: Emitter = (value, param, found) => {
  const name = value as JsonObject;
  parts(name, ['text', 'family', 'given', 'prefix', 'suffix'], param, found);
  if (typeof name.family !== 'string' || !Array.isArray(name.given)) return;
  const given = name.given.filter((item) => typeof item === 'string');
  const whole = /\p{Script=Han}/u.test(name.family) ? name.family + given.join('') : `${given.join(' ')} ${name.family}`;
  if (whole !== name.text) string(whole, param, found, undefined);
};
const address: Emitter = (value, param, found) =>
  parts(value as JsonObject, ['text', 'line', 'city', 'district', 'state', 'country', 'postalCode'], param, found);

const uri: Emitter = (value, param, { uris }) => {
  if (typeof value === 'string') uris.push({ param, value });
};

/** By parameter type, then by data type. A data type that is absent gives no values. @see FHIR R4 search.html, the tables under each type */
export const emitters: Readonly<Record<string, Readonly<Record<string, Emitter>>>> = {
  token: {
    code,
    boolean: plain,
    string: plain,
    id: plain,
    uri: plain,
    canonical: plain,
    oid: plain,
    integer: plain,
    Coding: coding,
    CodeableConcept: concept,
    Identifier: identifier,
    ContactPoint: contactPoint,
  },
  reference: { Reference: reference, canonical, uri: canonical, url: canonical, Resource: inline },
  date: { date, dateTime: date, instant: date, Period: period, Timing: timing },
  string: { string, markdown: string, HumanName: humanName, Address: address },
  uri: { uri, url: uri, canonical: uri, oid: uri },
};
