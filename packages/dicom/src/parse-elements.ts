import { type ByteRange, DataSet, type Element, type Encoding } from './data-set.ts';
import { isPrivate, vrOf } from './dictionary.ts';
import { DicomError } from './errors.ts';

/** Nesting that no real object comes near; a hostile file must not exhaust the stack. */
const MAXIMUM_DEPTH = 64;
const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_DELIMITER = 0xfffee00d;
const SEQUENCE_DELIMITER = 0xfffee0dd;
const PIXEL_DATA = '7FE00010';
/** Pixel Data and its floating point and double forms: everything in front of them is header. */
const PIXELS = new Set(['7FE00008', '7FE00009', PIXEL_DATA]);
/** VRs whose explicit header has two reserved bytes and a length of four. @see PS3.5 section 7.1.2 */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SHORT = new Set([
  'AE',
  'AS',
  'AT',
  'CS',
  'DA',
  'DS',
  'DT',
  'FD',
  'FL',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'SL',
  'SS',
  'ST',
  'TM',
  'UI',
  'UL',
  'US',
]);

/** Tags as text; made once each. */
const tagNames = new Map<number, string>();
function tagName(tag: number): string {
  let name = tagNames.get(tag);
  if (name === undefined) {
    name = tag.toString(16).padStart(8, '0').toUpperCase();
    if (tagNames.size < 20_000) tagNames.set(tag, name);
  }
  return name;
}
const vrNames = new Map<number, string>();
function vrName(first: number, second: number): string {
  const key = (first << 8) | second;
  let name = vrNames.get(key);
  if (name === undefined) {
    name = String.fromCharCode(first, second);
    vrNames.set(key, name);
  }
  return name;
}

export interface ParseOptions {
  readonly encoding: Encoding;
  readonly meta?: DataSet | undefined;
  /** Stop in front of the first element outside this group (the file meta information). */
  readonly onlyGroup?: number;
}
export interface Layout {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/**
 * Parses the elements between two offsets of a file.
 * @returns the data set and the offset behind it
 * @throws DicomError `truncated` where the bytes end inside an element, save pixel data; `malformed` where they make no sense
 */
export function parseElements(bytes: Uint8Array, start: number, layout: Layout, options: ParseOptions): { dataSet: DataSet; end: number } {
  const parser = new Parser(bytes, start, layout, options);
  return { dataSet: parser.dataSet(bytes.length, 0, undefined), end: parser.position };
}

class Parser {
  position: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #options: ParseOptions;
  #layout: Layout;
  /** Decides between US and SS in implicit VR. */
  #signedPixels = false;

  constructor(bytes: Uint8Array, start: number, layout: Layout, options: ParseOptions) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = start;
    this.#layout = layout;
    this.#options = options;
  }

  /** Reads elements until `end`, or an item delimiter where the length is undefined. */
  dataSet(end: number, depth: number, parent: DataSet | undefined, delimited = false): DataSet {
    if (depth > MAXIMUM_DEPTH)
      throw new DicomError('malformed', `Sequences are nested deeper than ${MAXIMUM_DEPTH} levels at byte ${this.position}`);
    const elements = new Map<string, Element>();
    const dataSet = new DataSet({
      bytes: this.#bytes,
      encoding: this.#options.encoding,
      littleEndian: this.#layout.littleEndian,
      elements,
      meta: depth === 0 ? this.#options.meta : undefined,
      parent,
    });
    while (this.position < end) {
      if (end - this.position < 8) {
        if (delimited) throw this.#truncated('an item');
        if (this.#bytes.subarray(this.position, end).some((byte) => byte !== 0))
          this.#warn(`${end - this.position} stray bytes behind the last element`);
        this.position = end;
        break;
      }
      const tag = this.#tag(this.position);
      if (this.#options.onlyGroup !== undefined && tag >>> 16 !== this.#options.onlyGroup) break;
      if (tag === ITEM_DELIMITER && delimited) {
        this.position += 8;
        return dataSet;
      }
      if (tag === ITEM_DELIMITER || tag === SEQUENCE_DELIMITER || tag === 0) {
        if (tag === 0 && this.#onlyZeros(end)) break;
        if (tag !== 0) {
          this.#warn(`stray delimiter at byte ${this.position}`);
          this.position += 8;
          continue;
        }
      }
      const element = this.#element(tag, end, depth, dataSet);
      elements.set(element.tag, element);
      if (element.tag === '00280103' && element.length >= 2)
        this.#signedPixels = this.#view.getUint16(element.offset, this.#layout.littleEndian) === 1;
      if (depth === 0 && this.#options.encoding.headerOnly && PIXELS.has(element.tag)) return dataSet;
    }
    if (delimited) throw this.#truncated('an item');
    return dataSet;
  }

  #element(tagNumber: number, end: number, depth: number, owner: DataSet): Element {
    const tag = tagName(tagNumber);
    const header = this.#header(tag, end);
    const { vr, length } = header;
    const offset = this.position;
    if (PIXELS.has(tag) && depth === 0) return this.#pixelData(tag, vr, length, end);
    if (length === UNDEFINED_LENGTH) {
      if (vr === 'SQ') return { tag, vr, offset, ...this.#items(end, depth, owner, true) };
      // PS3.5 section 6.2.2: a UN of undefined length is a sequence in implicit VR little endian.
      return { tag, vr: 'SQ', offset, ...this.#implicitly(() => this.#items(end, depth, owner, true)) };
    }
    if (length > end - offset)
      throw this.#truncated(`(${tag.slice(0, 4)},${tag.slice(4)}), which states ${length} bytes where ${end - offset} are left`);
    if (vr === 'SQ') return { tag, vr, offset, ...this.#items(offset + length, depth, owner, false) };
    if (vr === 'UN' && length >= 8 && this.#looksLikeItem(offset) && (isPrivate(tag) || vrOf(tag) === 'SQ')) {
      const sequence = this.#sequenceInUnknown(offset, length, depth, owner);
      if (sequence) return { tag, vr: 'SQ', offset, ...sequence };
    }
    this.position = offset + length;
    if (vr === 'UN' && this.#layout.explicit) {
      const known = vrOf(tag);
      // A standard element that a gateway passed on as UN is in implicit VR little endian; numbers of a big endian file stay unread.
      if (known !== 'UN' && known !== 'SQ' && known !== 'xs' && this.#layout.littleEndian && !isPrivate(tag))
        return { tag, vr: known, offset, length };
    }
    return { tag, vr, offset, length };
  }

  #header(tag: string, end: number): { vr: string; length: number } {
    if (!this.#layout.explicit) {
      const length = this.#view.getUint32(this.position + 4, this.#layout.littleEndian);
      this.position += 8;
      const vr = vrOf(tag);
      return { vr: vr === 'xs' ? (this.#signedPixels ? 'SS' : 'US') : vr, length };
    }
    const vr = vrName(this.#bytes[this.position + 4]!, this.#bytes[this.position + 5]!);
    if (SHORT.has(vr)) {
      const length = this.#view.getUint16(this.position + 6, this.#layout.littleEndian);
      this.position += 8;
      return { vr, length };
    }
    if (!LONG.has(vr) && !/^[A-Z]{2}$/.test(vr))
      throw new DicomError('malformed', `(${tag.slice(0, 4)},${tag.slice(4)}) at byte ${this.position} has no value representation`);
    if (end - this.position < 12) throw this.#truncated(`the header of (${tag.slice(0, 4)},${tag.slice(4)})`);
    const length = this.#view.getUint32(this.position + 8, this.#layout.littleEndian);
    this.position += 12;
    return { vr: LONG.has(vr) ? vr : 'UN', length };
  }

  #items(end: number, depth: number, owner: DataSet, delimited: boolean): { items: DataSet[]; length: number } {
    const start = this.position;
    const items: DataSet[] = [];
    while (this.position < end) {
      if (end - this.position < 8) throw this.#truncated('a sequence');
      const tag = this.#tag(this.position);
      const length = this.#view.getUint32(this.position + 4, this.#layout.littleEndian);
      if (tag === SEQUENCE_DELIMITER) {
        this.position += 8;
        return { items, length: this.position - 8 - start };
      }
      if (tag !== ITEM)
        throw new DicomError(
          'malformed',
          `An item was expected at byte ${this.position}, found (${tagName(tag).slice(0, 4)},${tagName(tag).slice(4)})`,
        );
      this.position += 8;
      if (length === UNDEFINED_LENGTH) {
        items.push(this.dataSet(end, depth + 1, owner, true));
        continue;
      }
      const left = end - this.position;
      // The sequence lies whole in the file, so its end holds against an item that states more.
      if (length > left && delimited) throw this.#truncated('an item of a sequence');
      if (length > left) this.#warn(`the item at byte ${this.position - 8} states ${length} bytes, its sequence has ${left} left`);
      items.push(this.dataSet(this.position + Math.min(length, left), depth + 1, owner));
    }
    if (delimited) throw this.#truncated('a sequence');
    return { items, length: this.position - start };
  }

  #implicitly<T>(read: () => T): T {
    const layout = this.#layout;
    this.#layout = { explicit: false, littleEndian: true };
    try {
      return read();
    } finally {
      this.#layout = layout;
    }
  }

  /** A sequence that a gateway without a dictionary passed on as UN; undefined where the bytes are something else. */
  #sequenceInUnknown(offset: number, length: number, depth: number, owner: DataSet): { items: DataSet[]; length: number } | undefined {
    const warnings = this.#options.encoding.warnings.length;
    try {
      const sequence = this.#implicitly(() => this.#items(offset + length, depth, owner, false));
      if (this.position === offset + length) return { items: sequence.items, length };
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    }
    this.#options.encoding.warnings.length = warnings;
    this.position = offset;
    return undefined;
  }

  #pixelData(tag: string, vr: string, length: number, end: number): Element {
    const offset = this.position;
    if (length !== UNDEFINED_LENGTH) {
      const present = Math.min(length, end - offset);
      this.position = offset + present;
      return { tag, vr, offset, length: present, ...(present < length ? { truncated: true } : {}) };
    }
    if (this.#options.encoding.headerOnly) return { tag, vr, offset, length: end - offset };
    const fragments: ByteRange[] = [];
    let truncated = true;
    while (end - this.position >= 8) {
      const item = this.#tag(this.position);
      const itemLength = this.#view.getUint32(this.position + 4, this.#layout.littleEndian);
      if (item === SEQUENCE_DELIMITER) {
        this.position += 8;
        truncated = false;
        break;
      }
      if (item !== ITEM) throw new DicomError('malformed', `A fragment of pixel data was expected at byte ${this.position}`);
      this.position += 8;
      const present = Math.min(itemLength, end - this.position);
      fragments.push({ offset: this.position, length: present });
      this.position += present;
      if (present < itemLength) break;
    }
    if (truncated) this.position = end;
    const [table, ...rest] = fragments;
    const basicOffsetTable: number[] = [];
    if (table)
      for (let at = table.offset; at + 4 <= table.offset + table.length; at += 4)
        basicOffsetTable.push(this.#view.getUint32(at, this.#layout.littleEndian));
    return { tag, vr, offset, length: this.position - offset, fragments: rest, basicOffsetTable, ...(truncated ? { truncated } : {}) };
  }

  #tag(at: number): number {
    return ((this.#view.getUint16(at, this.#layout.littleEndian) << 16) | this.#view.getUint16(at + 2, this.#layout.littleEndian)) >>> 0;
  }
  #looksLikeItem(at: number): boolean {
    return this.#view.getUint32(at, true) === 0xe000fffe;
  }
  #onlyZeros(end: number): boolean {
    for (let at = this.position; at < end; at++) if (this.#bytes[at] !== 0) return false;
    this.#warn(`${end - this.position} zero bytes behind the last element`);
    this.position = end;
    return true;
  }
  #warn(warning: string): void {
    if (this.#options.encoding.warnings.length < 100) this.#options.encoding.warnings.push(warning);
  }
  #truncated(what: string): DicomError {
    return new DicomError('truncated', `The file ends inside ${what} (byte ${this.position} of ${this.#bytes.length}); send it again`);
  }
}
