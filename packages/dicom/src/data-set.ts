import { asciiText, type Decode, decoderOf } from './character-set.ts';
import { tagOf } from './dictionary.ts';
import type { TransferSyntax } from './transfer-syntax.ts';

/** A stretch of the file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** One element as it stands in the bytes. */
export interface Element {
  readonly tag: string;
  readonly vr: string;
  /** Where the value begins, in `DataSet.bytes`. */
  readonly offset: number;
  /** Bytes of the value that are present. */
  readonly length: number;
  /** Of a sequence. */
  readonly items?: readonly DataSet[];
  /** Of encapsulated pixel data: the fragments, without the basic offset table. */
  readonly fragments?: readonly ByteRange[];
  /** Of encapsulated pixel data; empty where the table is. */
  readonly basicOffsetTable?: readonly number[];
  /** The value ends before the length that its header states. */
  readonly truncated?: boolean;
}

const SINGLE_VALUED = new Set(['ST', 'LT', 'UT', 'UR']);
const TEXT = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN']);
const NUMBER_SIZES: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, SV: 8, UV: 8, AT: 4 };
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);

/** What the elements of one file have in common. */
export interface Encoding {
  readonly transferSyntax: TransferSyntax;
  /** Reading stopped at the pixel data. */
  readonly headerOnly: boolean;
  /** What was odd and could be read nevertheless. */
  readonly warnings: string[];
}

/**
 * A data set, or an item of a sequence, over the bytes of its file: values are decoded when they are asked for.
 *
 * A tag is eight upper-case hexadecimal digits (`00100020`) or a keyword (`PatientID`). An absent element and an empty one
 * both read as `undefined` or `[]`; `has` tells them apart.
 */
export class DataSet {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Within an element of VR UN the bytes are little endian whatever the file is. */
  readonly littleEndian: boolean;
  readonly elements: ReadonlyMap<string, Element>;
  /** The file meta information, group 0002; empty in an item and where the file has none. */
  readonly meta: DataSet | undefined;
  readonly #parent: DataSet | undefined;
  #decode: Decode | undefined;
  #view: DataView | undefined;

  constructor(parts: {
    bytes: Uint8Array;
    encoding: Encoding;
    littleEndian: boolean;
    elements: ReadonlyMap<string, Element>;
    meta?: DataSet | undefined;
    parent?: DataSet | undefined;
  }) {
    this.bytes = parts.bytes;
    this.encoding = parts.encoding;
    this.littleEndian = parts.littleEndian;
    this.elements = parts.elements;
    this.meta = parts.meta;
    this.#parent = parts.parent;
  }

  get transferSyntax(): TransferSyntax {
    return this.encoding.transferSyntax;
  }
  get warnings(): readonly string[] {
    return this.encoding.warnings;
  }

  element(tagOrKeyword: string): Element | undefined {
    return this.elements.get(tagOf(tagOrKeyword));
  }
  has(tagOrKeyword: string): boolean {
    return this.element(tagOrKeyword) !== undefined;
  }
  /** The bytes of a value, without a copy. */
  valueBytes(tagOrKeyword: string): Uint8Array | undefined {
    const element = this.element(tagOrKeyword);
    return element && this.bytes.subarray(element.offset, element.offset + element.length);
  }

  /** The first value as text, without padding. */
  text(tagOrKeyword: string): string | undefined {
    const [first] = this.texts(tagOrKeyword);
    return first === '' ? undefined : first;
  }

  /** All values as text, without padding; an empty value between others is an empty string. */
  texts(tagOrKeyword: string): string[] {
    const element = this.element(tagOrKeyword);
    return element ? textsOf(this, element) : [];
  }

  /** The first value as a number; `undefined` where it is none. */
  number(tagOrKeyword: string): number | undefined {
    return this.numbers(tagOrKeyword)[0];
  }

  /** All values as numbers; `[]` where one of them is none. */
  numbers(tagOrKeyword: string): number[] {
    const element = this.element(tagOrKeyword);
    if (!element) return [];
    const values =
      element.vr in NUMBER_SIZES && element.vr !== 'AT' ? binaryNumbersOf(this, element).map(Number) : textsOf(this, element).map(toNumber);
    return values.every((value) => !Number.isNaN(value)) || element.vr === 'FL' || element.vr === 'FD' ? values : [];
  }

  /** The items of a sequence. */
  items(tagOrKeyword: string): readonly DataSet[] {
    return this.element(tagOrKeyword)?.items ?? [];
  }

  get studyInstanceUid(): string | undefined {
    return this.text('0020000D');
  }
  get seriesInstanceUid(): string | undefined {
    return this.text('0020000E');
  }
  get sopInstanceUid(): string | undefined {
    return this.text('00080018');
  }
  get sopClassUid(): string | undefined {
    return this.text('00080016');
  }

  /** Decoder of the character set of this data set; an item without one has its parent's. */
  get decode(): Decode {
    if (!this.#decode) {
      const own = this.elements.get('00080005');
      this.#decode =
        own || !this.#parent
          ? decoderOf(own ? splitValues(asciiText(this.bytes.subarray(own.offset, own.offset + own.length)) ?? '') : [])
          : this.#parent.decode;
    }
    return this.#decode;
  }

  get view(): DataView {
    this.#view ??= this.#parent ? this.#parent.view : new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    return this.#view;
  }
}

const toNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
const splitValues = (text: string): string[] => text.split('\\').map((value) => trimmed(value));
/** Without the padding that makes lengths even: spaces and NULs. */
function trimmed(text: string, leading = true): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end--;
  let start = 0;
  if (leading) while (start < end && text.charCodeAt(start) === 0x20) start++;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Empty components and groups at the end of a person name may be there or not: they are dropped. @see PS3.5 section 6.2.1 */
const personName = (name: string): string =>
  name
    .split('=')
    .map((group) => group.trim().replace(/\^+$/, ''))
    .join('=')
    .replace(/=+$/, '');

/** The values of an element as text. */
export function textsOf(dataSet: DataSet, element: Element): string[] {
  if (element.items || BINARY.has(element.vr)) return [];
  if (element.vr === 'AT') return attributeTagsOf(dataSet, element);
  if (element.vr in NUMBER_SIZES) return binaryNumbersOf(dataSet, element).map(String);
  const bytes = dataSet.bytes.subarray(element.offset, element.offset + element.length);
  const text = TEXT.has(element.vr) ? dataSet.decode(bytes) : (asciiText(bytes) ?? new TextDecoder('iso-8859-1').decode(bytes));
  if (SINGLE_VALUED.has(element.vr)) {
    const value = trimmed(text, false);
    return value === '' ? [] : [value];
  }
  const whole = trimmed(text);
  if (whole === '') return [];
  return element.vr === 'PN' ? splitValues(whole).map(personName) : splitValues(whole);
}

/** The values of an element of a binary VR, US to UV; 64-bit integers that a number cannot hold stay `bigint`. */
export function binaryNumbersOf(dataSet: DataSet, element: Element): (number | bigint)[] {
  const size = NUMBER_SIZES[element.vr] ?? 0;
  const { view, littleEndian } = dataSet;
  const values: (number | bigint)[] = [];
  for (let at = element.offset; at + size <= element.offset + element.length; at += size) {
    switch (element.vr) {
      case 'US':
        values.push(view.getUint16(at, littleEndian));
        break;
      case 'SS':
        values.push(view.getInt16(at, littleEndian));
        break;
      case 'UL':
        values.push(view.getUint32(at, littleEndian));
        break;
      case 'SL':
        values.push(view.getInt32(at, littleEndian));
        break;
      case 'FL':
        values.push(view.getFloat32(at, littleEndian));
        break;
      case 'FD':
        values.push(view.getFloat64(at, littleEndian));
        break;
      default: {
        const large = element.vr === 'SV' ? view.getBigInt64(at, littleEndian) : view.getBigUint64(at, littleEndian);
        values.push(Number.isSafeInteger(Number(large)) ? Number(large) : large);
      }
    }
  }
  return values;
}

function attributeTagsOf(dataSet: DataSet, element: Element): string[] {
  const { view, littleEndian } = dataSet;
  const tags: string[] = [];
  for (let at = element.offset; at + 4 <= element.offset + element.length; at += 4) {
    tags.push(hex(view.getUint16(at, littleEndian)) + hex(view.getUint16(at + 2, littleEndian)));
  }
  return tags;
}
const hex = (value: number): string => value.toString(16).padStart(4, '0').toUpperCase();
