import { binaryNumbersOf, type DataSet, type Element, textsOf } from './data-set.ts';
import { tagOf } from './dictionary.ts';

/** @see PS3.18 section F.2.2 */
export interface PersonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}
export type DicomJsonValue = string | number | null | PersonName | DicomJson;
/** One element of the DICOM JSON model. @see PS3.18 section F.2 */
export interface DicomJsonElement {
  readonly vr: string;
  readonly Value?: readonly DicomJsonValue[];
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
}
/** A data set in the DICOM JSON model, keyed by tag. */
export interface DicomJson {
  [tag: string]: DicomJsonElement;
}

export interface DicomJsonOptions {
  /** Where a value can be fetched, by its path: tags and 1-based item numbers, joined by `/`. Undefined: the value is left out. */
  readonly bulkDataUri?: (path: string, element: Element) => string | undefined;
  /** Bytes from which a binary value is bulk data; 1024 if not given. Pixel data always are. */
  readonly bulkDataThreshold?: number;
}

const PIXELS = new Set(['7FE00008', '7FE00009', '7FE00010']);
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);
const NUMERIC = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'SV', 'UV']);
const DECIMAL = new Set(['DS', 'IS']);

/**
 * A data set in the DICOM JSON model: without the meta header and group lengths, text in UTF-8 (Specific Character Set reads
 * `ISO_IR 192`), numbers as numbers where they are, bulk data by reference.
 * @see PS3.18 annex F
 */
export function toDicomJson(dataSet: DataSet, options: DicomJsonOptions = {}, path = ''): DicomJson {
  const json: DicomJson = {};
  let sorted = true;
  let previous = '';
  for (const element of dataSet.elements.values()) {
    const { tag } = element;
    if (tag.endsWith('0000') || tag.startsWith('0002') || tag.startsWith('FFFE')) continue;
    if (tag < previous) sorted = false;
    previous = tag;
    json[tag] = toJsonElement(dataSet, element, options, path);
  }
  if (json['00080005']?.Value) json['00080005'] = { vr: 'CS', Value: ['ISO_IR 192'] };
  return sorted ? json : Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toJsonElement(dataSet: DataSet, element: Element, options: DicomJsonOptions, path: string): DicomJsonElement {
  const { vr, tag } = element;
  if (element.items) {
    if (element.items.length === 0) return { vr };
    return { vr, Value: element.items.map((item, index) => toDicomJson(item, options, `${path}${tag}/${index + 1}/`)) };
  }
  if (BINARY.has(vr) || PIXELS.has(tag)) {
    if (element.length === 0) return { vr };
    if (PIXELS.has(tag) || element.length >= (options.bulkDataThreshold ?? 1024)) {
      const uri = options.bulkDataUri?.(path + tag, element);
      if (uri !== undefined) return { vr, BulkDataURI: uri };
      if (PIXELS.has(tag) || options.bulkDataUri) return { vr };
    }
    return { vr, InlineBinary: toBase64(littleEndianBytes(dataSet, element)) };
  }
  const values = NUMERIC.has(vr) ? binaryNumbersOf(dataSet, element).map(jsonNumber) : textValues(vr, textsOf(dataSet, element));
  return values.length === 0 ? { vr } : { vr, Value: values };
}

function textValues(vr: string, texts: readonly string[]): DicomJsonValue[] {
  if (vr === 'PN') return texts.map(toPersonName);
  if (DECIMAL.has(vr)) return texts.map((text) => (text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text));
  return texts.map((text) => (text === '' ? null : text));
}

/** JSON has no infinities and no integers beyond 2^53: those are strings. */
const jsonNumber = (value: number | bigint): number | string =>
  typeof value === 'bigint' || !Number.isFinite(value) ? String(value) : value;

function toPersonName(text: string): PersonName | null {
  if (text === '') return null;
  const [alphabetic, ideographic, phonetic] = text.split('=');
  return {
    ...(alphabetic ? { Alphabetic: alphabetic } : {}),
    ...(ideographic ? { Ideographic: ideographic } : {}),
    ...(phonetic ? { Phonetic: phonetic } : {}),
  };
}

const WORD_SIZES: Readonly<Record<string, number>> = { OW: 2, OF: 4, OL: 4, OD: 8, OV: 8 };
/** The bytes of a binary value in little endian, as the JSON model wants them. */
export function littleEndianBytes(dataSet: DataSet, element: Element): Uint8Array {
  const bytes = dataSet.bytes.subarray(element.offset, element.offset + element.length);
  const size = WORD_SIZES[element.vr] ?? 1;
  return dataSet.littleEndian || size === 1 ? bytes : swapped(bytes, size);
}
/** A copy with the bytes of each word reversed. */
export function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const copy = bytes.slice();
  for (let at = 0; at + size <= copy.length; at += size) copy.subarray(at, at + size).reverse();
  return copy;
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** The first value of an element as text; a person name with its groups joined by `=`. */
export function jsonText(json: DicomJson, tagOrKeyword: string): string | undefined {
  const value = json[tagOf(tagOrKeyword)]?.Value?.[0];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') return personNameText(value as PersonName);
  return String(value);
}
/** All values of an element as numbers; `[]` where one of them is none. */
export function jsonNumbers(json: DicomJson, tagOrKeyword: string): number[] {
  const values = (json[tagOf(tagOrKeyword)]?.Value ?? []).map((value) =>
    typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN,
  );
  return values.some(Number.isNaN) ? [] : values;
}
/** The items of a sequence. */
export const jsonItems = (json: DicomJson, tagOrKeyword: string): readonly DicomJson[] =>
  json[tagOf(tagOrKeyword)]?.vr === 'SQ' ? ((json[tagOf(tagOrKeyword)]?.Value ?? []) as readonly DicomJson[]) : [];

export const personNameText = (name: PersonName): string =>
  [name.Alphabetic ?? '', name.Ideographic ?? '', name.Phonetic ?? ''].join('=').replace(/=+$/, '');
