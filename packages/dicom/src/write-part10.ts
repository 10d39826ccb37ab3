import { type DicomJson, type DicomJsonElement, fromBase64, jsonText, type PersonName, personNameText } from './dicom-json.ts';
import { vrOf } from './dictionary.ts';
import { DicomError } from './errors.ts';
import {
  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
  EXPLICIT_VR_BIG_ENDIAN,
  EXPLICIT_VR_LITTLE_ENDIAN,
  transferSyntaxOf,
} from './transfer-syntax.ts';
import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, isUid } from './uid.ts';

/** An element whose value is given as bytes, little endian, instead of base64. */
export interface BytesElement {
  readonly vr: string;
  readonly bytes: Uint8Array;
}
/** Compressed pixel data: one fragment a frame. */
export interface FragmentsElement {
  readonly vr: 'OB';
  readonly fragments: readonly Uint8Array[];
}
/** The DICOM JSON model, where a binary value may also stand as bytes. */
export interface WritableDataSet {
  [tag: string]: DicomJsonElement | BytesElement | FragmentsElement;
}

export interface WriteOptions {
  /** Explicit VR little endian if not given. The deflated and the big endian syntax are not written. */
  readonly transferSyntaxUid?: string;
}

const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SIZES: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, SV: 8, UV: 8 };
const TEXT = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN']);

/**
 * Writes a Part 10 file: preamble, meta header, data set with its elements in the order of their tags. Text is UTF-8; where
 * any is not ASCII, Specific Character Set is set to `ISO_IR 192`. SOP Class and SOP Instance UID must be present.
 * @throws DicomError `invalid-value` where a value cannot stand in its VR
 */
export function writePart10(dataSet: WritableDataSet, options: WriteOptions = {}): Uint8Array<ArrayBuffer> {
  const transferSyntaxUid = options.transferSyntaxUid ?? EXPLICIT_VR_LITTLE_ENDIAN;
  if (transferSyntaxUid === DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN || transferSyntaxUid === EXPLICIT_VR_BIG_ENDIAN) {
    throw new DicomError('unsupported-transfer-syntax', `${transferSyntaxUid} is read, not written; write explicit VR little endian`);
  }
  const meta = new Writer(true);
  meta.element('00020001', { vr: 'OB', bytes: Uint8Array.of(0, 1) });
  meta.element('00020002', { vr: 'UI', Value: [requiredUid(dataSet, '00080016', 'SOP Class UID')] });
  meta.element('00020003', { vr: 'UI', Value: [requiredUid(dataSet, '00080018', 'SOP Instance UID')] });
  meta.element('00020010', { vr: 'UI', Value: [transferSyntaxUid] });
  meta.element('00020012', { vr: 'UI', Value: [IMPLEMENTATION_CLASS_UID] });
  meta.element('00020013', { vr: 'SH', Value: [IMPLEMENTATION_VERSION_NAME] });
  const body = new Writer(transferSyntaxOf(transferSyntaxUid).explicit);
  body.dataSet(withCharacterSet(dataSet));
  const head = new Writer(true);
  head.element('00020000', { vr: 'UL', Value: [meta.length] });
  const file = new Uint8Array(132 + head.length + meta.length + body.length);
  file.set([0x44, 0x49, 0x43, 0x4d], 128);
  file.set(head.result(), 132);
  file.set(meta.result(), 132 + head.length);
  file.set(body.result(), 132 + head.length + meta.length);
  return file;
}

function requiredUid(dataSet: WritableDataSet, tag: string, name: string): string {
  const uid = jsonText(dataSet as DicomJson, tag);
  if (uid === undefined || !isUid(uid))
    throw new DicomError('invalid-value', `${name} (${tag}) is "${uid ?? ''}"; a Part 10 file needs a valid one`);
  return uid;
}

function withCharacterSet(dataSet: WritableDataSet): WritableDataSet {
  const stated = dataSet['00080005'];
  const utf8: DicomJsonElement = { vr: 'CS', Value: ['ISO_IR 192'] };
  if (stated && 'Value' in stated && stated.Value?.length) return { ...dataSet, '00080005': utf8 };
  return hasWideText(dataSet) ? { ...dataSet, '00080005': utf8 } : dataSet;
}
function hasWideText(dataSet: WritableDataSet): boolean {
  return Object.values(dataSet).some((element) => {
    if (!('Value' in element) || !element.Value) return false;
    if (element.vr === 'SQ') return element.Value.some((item) => hasWideText(item as DicomJson));
    return (
      TEXT.has(element.vr) &&
      element.Value.some((value) =>
        /\P{ASCII}/u.test(typeof value === 'object' && value ? personNameText(value as PersonName) : String(value)),
      )
    );
  });
}

/** Grows as elements are appended. */
class Writer {
  length = 0;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  readonly #explicit: boolean;
  readonly #encoder = new TextEncoder();

  constructor(explicit: boolean) {
    this.#explicit = explicit;
  }

  result(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  dataSet(dataSet: WritableDataSet): void {
    for (const tag of Object.keys(dataSet).sort()) {
      if (tag.startsWith('0002') || tag.endsWith('0000')) continue;
      this.element(tag, dataSet[tag]!);
    }
  }

  element(tag: string, element: WritableDataSet[string]): void {
    if (!/^[0-9A-F]{8}$/.test(tag)) throw new DicomError('invalid-value', `"${tag}" is not a tag of eight upper-case hexadecimal digits`);
    const { vr } = element;
    if ('fragments' in element) {
      this.#fragments(tag, element);
      return;
    }
    if (vr === 'SQ') {
      const items = ('Value' in element ? (element.Value ?? []) : []) as readonly WritableDataSet[];
      const lengthAt = this.#header(tag, vr, 0);
      for (const item of items) this.#item(item);
      this.#setLength(lengthAt, this.length - lengthAt - 4);
      return;
    }
    const value = this.#value(tag, element);
    const odd = value.length % 2;
    const long = LONG.has(vr) || !this.#explicit;
    if (!long && value.length + odd > 0xffff)
      throw new DicomError('invalid-value', `(${tag}) of VR ${vr} has ${value.length} bytes; at most 65534 fit`);
    this.#header(tag, vr, value.length + odd);
    this.#append(value);
    if (odd) this.#append(Uint8Array.of(vr === 'UI' || (LONG.has(vr) && !TEXT.has(vr) && vr !== 'UR') ? 0 : 0x20));
  }

  #item(item: WritableDataSet): void {
    this.#tag('FFFEE000');
    const lengthAt = this.length;
    this.#uint32(0);
    this.dataSet(item);
    this.#setLength(lengthAt, this.length - lengthAt - 4);
  }

  #fragments(tag: string, element: FragmentsElement): void {
    this.#header(tag, element.vr, 0xffffffff);
    this.#tag('FFFEE000');
    this.#uint32(element.fragments.length * 4);
    let offset = 0;
    for (const fragment of element.fragments) {
      this.#uint32(offset);
      offset += 8 + fragment.length + (fragment.length % 2);
    }
    for (const fragment of element.fragments) {
      this.#tag('FFFEE000');
      this.#uint32(fragment.length + (fragment.length % 2));
      this.#append(fragment);
      if (fragment.length % 2) this.#append(Uint8Array.of(0));
    }
    this.#tag('FFFEE0DD');
    this.#uint32(0);
  }

  #value(tag: string, element: DicomJsonElement | BytesElement): Uint8Array {
    if ('bytes' in element) return element.bytes;
    const { vr } = element;
    if (element.InlineBinary !== undefined) return fromBase64(element.InlineBinary);
    if (element.BulkDataURI !== undefined)
      throw new DicomError('invalid-value', `(${tag}) is a reference to ${element.BulkDataURI}; give its bytes`);
    const values = element.Value ?? [];
    if (vr in SIZES) return this.#numbers(tag, vr, values);
    if (vr === 'AT') return attributeTags(tag, values);
    const text = values.map((value) => textOf(tag, vr, value)).join('\\');
    return this.#encoder.encode(text);
  }

  #numbers(tag: string, vr: string, values: NonNullable<DicomJsonElement['Value']>): Uint8Array {
    const size = SIZES[vr]!;
    const bytes = new Uint8Array(values.length * size);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      const at = index * size;
      if (vr === 'SV' || vr === 'UV') {
        view.setBigUint64(at, BigInt.asUintN(64, BigInt(value as string | number)), true);
        return;
      }
      const number = typeof value === 'number' ? value : Number(value);
      if (vr !== 'FL' && vr !== 'FD' && (!Number.isInteger(number) || !inRange(vr, number)))
        throw new DicomError('invalid-value', `(${tag}) of VR ${vr} cannot hold ${String(value)}`);
      switch (vr) {
        case 'US':
          view.setUint16(at, number, true);
          break;
        case 'SS':
          view.setInt16(at, number, true);
          break;
        case 'UL':
          view.setUint32(at, number, true);
          break;
        case 'SL':
          view.setInt32(at, number, true);
          break;
        case 'FL':
          view.setFloat32(at, number, true);
          break;
        default:
          view.setFloat64(at, number, true);
      }
    });
    return bytes;
  }

  #header(tag: string, vr: string, length: number): number {
    this.#tag(tag);
    if (this.#explicit) {
      this.#append(Uint8Array.of(vr.charCodeAt(0), vr.charCodeAt(1)));
      if (!LONG.has(vr)) {
        this.#append(Uint8Array.of(length & 0xff, length >> 8));
        return this.length;
      }
      this.#append(Uint8Array.of(0, 0));
    }
    this.#uint32(length);
    return this.length - 4;
  }
  #tag(tag: string): void {
    const group = Number.parseInt(tag.slice(0, 4), 16);
    const element = Number.parseInt(tag.slice(4), 16);
    this.#append(Uint8Array.of(group & 0xff, group >> 8, element & 0xff, element >> 8));
  }
  #uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.length, value, true);
    this.length += 4;
  }
  #setLength(at: number, length: number): void {
    this.#view.setUint32(at, length, true);
  }
  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }
  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    grown.set(this.result());
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  US: [0, 0xffff],
  SS: [-0x8000, 0x7fff],
  UL: [0, 0xffffffff],
  SL: [-0x80000000, 0x7fffffff],
};
const inRange = (vr: string, value: number): boolean => value >= RANGES[vr]![0] && value <= RANGES[vr]![1];

function attributeTags(tag: string, values: NonNullable<DicomJsonElement['Value']>): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (typeof value !== 'string' || !/^[0-9A-Fa-f]{8}$/.test(value))
      throw new DicomError('invalid-value', `(${tag}) of VR AT cannot hold ${String(value)}`);
    view.setUint16(index * 4, Number.parseInt(value.slice(0, 4), 16), true);
    view.setUint16(index * 4 + 2, Number.parseInt(value.slice(4), 16), true);
  });
  return bytes;
}

function textOf(tag: string, vr: string, value: unknown): string {
  if (value === null) return '';
  if (vr === 'PN') return typeof value === 'string' ? value : personNameText(value as PersonName);
  if (vr === 'DS' && typeof value === 'number') return decimalString(tag, value);
  if (vr === 'IS' && typeof value === 'number' && !Number.isInteger(value))
    throw new DicomError('invalid-value', `(${tag}) of VR IS cannot hold ${value}`);
  return String(value);
}

/** A Decimal String has at most 16 characters: the digits that fit, the value rounded. @see PS3.5 table 6.2-1 */
export function decimalString(tag: string, value: number): string {
  if (!Number.isFinite(value)) throw new DicomError('invalid-value', `(${tag}) of VR DS cannot hold ${value}`);
  const plain = String(value);
  if (plain.length <= 16) return plain;
  for (let digits = 16; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return value.toExponential(8);
}

/** An element of the JSON model with the VR of the dictionary: `element('PatientID', 'A1')` after `tagOf`. */
export const element = (tag: string, ...values: NonNullable<DicomJsonElement['Value']>): DicomJsonElement =>
  values.length === 0 ? { vr: vrOf(tag) } : { vr: vrOf(tag), Value: values };
