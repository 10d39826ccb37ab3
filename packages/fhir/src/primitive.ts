import { isDecimalAsWritten } from './json.ts';

/** Says what is wrong with a JSON value as this primitive and how to mend it, or nothing. */
export type PrimitiveCheck = (value: unknown) => string | undefined;

/** A value as it stands in an error: JSON, cut where long. */
export const shown = (value: unknown): string => {
  if (isDecimalAsWritten(value)) return value.rawJSON;
  // never the whole of an object: it may be deeper than the stack
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' && value.length > 80 ? JSON.stringify(`${value.slice(0, 77)}...`) : String(JSON.stringify(value));
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

function text(what: string, pattern: RegExp | undefined, fix: string): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'string') return `${shown(value)} is no ${what}; write ${fix} in quotation marks`;
    if (value === '') return `an empty string is not allowed; leave the element out or write ${fix}`;
    if (pattern !== undefined && !pattern.test(value)) return `${shown(value)} is no ${what}; write ${fix}`;
    if (control.test(value) || !value.isWellFormed())
      return `${shown(value)} holds a control character or half a surrogate pair; take it out`;
    if (value.length > 1_048_576) return `a ${what} of ${value.length} characters is too long; write at most 1048576 or use a Binary`;
    return undefined;
  };
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function calendar(what: string, pattern: RegExp, fix: string): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) return `${shown(value)} is no ${what}; write ${fix}`;
    if (value.length >= 10) {
      const day = Number(value.slice(8, 10));
      if (day > 28 && day > daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7))))
        return `${shown(value)} is not in the calendar; write a day that exists`;
    }
    return undefined;
  };
}

function whole(what: string, low: number, fix: string): PrimitiveCheck {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= low && value <= 2147483647
      ? undefined
      : `${shown(value)} is no ${what}; write ${fix}`;
}

// the expressions of FHIR R4 datatypes.html, made linear where those backtrack
const date = '(?!0000)\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01])';
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';

const allowedTags = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q samp small span strong ' +
    'sub sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);
/** Narrative is shown in browsers: an element outside the list or a script is refused. @see FHIR R4 narrative.html */
const xhtml: PrimitiveCheck = (value) => {
  if (typeof value !== 'string') return `${shown(value)} is no XHTML; write one <div> element in quotation marks`;
  if (!/^\s*<div[\s>/]/.test(value) || !/(?:<\/div>|\/>)\s*$/.test(value))
    return `${shown(value)} is no narrative; wrap it in one <div> element`;
  if (control.test(value) || !value.isWellFormed()) return 'the narrative holds a control character or half a surrogate pair; take it out';
  for (const match of value.matchAll(/<\s*\/?\s*([^\s/>]*)([^>]*)/g)) {
    const name = match[1] as string;
    if (!allowedTags.has(name) && !name.startsWith('!--'))
      return `<${name.slice(0, 20)}> is not allowed in a narrative; use the basic elements of HTML`;
    if (/[\s/"']on\w+\s*=|(?:javascript|vbscript)\s*:/i.test(match[2] as string)) return `<${name}> carries a script; take it out`;
  }
  return undefined;
};

const uri = text('URI', /^\S*$/, 'a URI without spaces');

/** Checks by name of the primitive type. */
export const primitives: Readonly<Record<string, PrimitiveCheck>> = {
  boolean: (value) =>
    typeof value === 'boolean' ? undefined : `${shown(value)} is no boolean; write true or false without quotation marks`,
  integer: whole('integer', -2147483648, 'a whole number of at most 32 bits'),
  positiveInt: whole('positiveInt', 1, 'a whole number from 1 to 2147483647'),
  unsignedInt: whole('unsignedInt', 0, 'a whole number from 0 to 2147483647'),
  decimal: (value) =>
    (typeof value === 'number' || isDecimalAsWritten(value)) && Number.isFinite(Number(typeof value === 'number' ? value : value.rawJSON))
      ? undefined
      : `${shown(value)} is no decimal; write a number without quotation marks`,
  string: text('string', undefined, 'a text'),
  markdown: text('markdown', undefined, 'a text'),
  code: text('code', /^\S+(?: \S+)*$/, 'a code without spaces around it'),
  id: text('id', /^[A-Za-z0-9.-]{1,64}$/, '1 to 64 letters, digits, "-" or "."'),
  uri,
  url: uri,
  canonical: uri,
  oid: text('OID', /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/, 'urn:oid: and an OID'),
  uuid: text('UUID', /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'urn:uuid: and a lower-case UUID'),
  base64Binary: (value) => {
    if (typeof value !== 'string' || value === '' || !/^[\sA-Za-z0-9+/=]*$/.test(value))
      return `${shown(value)} is no base64; write base64 in quotation marks`;
    const length = /\s/.test(value) ? value.replace(/\s+/g, '').length : value.length;
    return length % 4 === 0 ? undefined : `base64 of ${length} characters is cut off; write a multiple of 4 characters`;
  },
  date: calendar('date', new RegExp(`^${date})?)?$`), 'YYYY, YYYY-MM or YYYY-MM-DD'),
  dateTime: calendar(
    'dateTime',
    new RegExp(`^${date}(?:T${time}${zone})?)?)?$`),
    'YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or +hh:mm',
  ),
  instant: calendar(
    'instant',
    new RegExp(`^(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T${time}${zone}$`),
    'YYYY-MM-DDThh:mm:ss with Z or +hh:mm',
  ),
  time: calendar('time', new RegExp(`^${time}$`), 'hh:mm:ss'),
  xhtml,
};
