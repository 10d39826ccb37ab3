import { Inflate } from 'pako';
import type { DataSet, Encoding } from './data-set.ts';
import { DicomError } from './errors.ts';
import { type Layout, parseElements } from './parse-elements.ts';
import {
  EXPLICIT_VR_BIG_ENDIAN,
  EXPLICIT_VR_LITTLE_ENDIAN,
  IMPLICIT_VR_LITTLE_ENDIAN,
  type TransferSyntax,
  transferSyntaxOf,
} from './transfer-syntax.ts';

export interface ReadOptions {
  /** Stop at the pixel data: its element is listed, its value is not looked at. */
  readonly untilPixelData?: boolean;
  /** Of a data set without meta header, as it comes over DIMSE. */
  readonly transferSyntaxUid?: string;
  /** Most bytes that a deflated data set may become; 1 GiB if not given. */
  readonly inflatedLimit?: number;
}

const PREAMBLE = 128;
const META_LAYOUT: Layout = { explicit: true, littleEndian: true };

/**
 * Reads a data set: a Part 10 file, one without preamble or without meta header, or a bare data set of the given transfer syntax.
 * @throws DicomError `not-dicom`, `malformed`, `truncated`, `too-large` (deflated)
 */
export function readDataSet(source: Uint8Array, options: ReadOptions = {}): DataSet {
  // Not a Buffer, whose `slice` is a view where that of Uint8Array is a copy.
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const warnings: string[] = [];
  const { meta, start } = readMeta(bytes, warnings, options.transferSyntaxUid !== undefined);
  const stated = options.transferSyntaxUid ?? meta?.text('00020010');
  const syntax = stated === undefined ? guessSyntax(bytes, start) : transferSyntaxOf(stated);
  if (stated === undefined) warnings.push(`The file states no transfer syntax; read as ${syntax.name}`);
  const encoding: Encoding = { transferSyntax: syntax, headerOnly: options.untilPixelData === true, warnings };
  const parse = (content: Uint8Array, from: number, layout: Layout): DataSet =>
    parseElements(content, from, layout, { encoding, meta }).dataSet;
  if (syntax.deflated) return notEmpty(parse(inflate(bytes.subarray(start), options.inflatedLimit ?? 2 ** 30), 0, syntax));
  const actual = actualLayout(bytes, start, syntax, warnings);
  return notEmpty(parse(bytes, start, actual));
}

function notEmpty(dataSet: DataSet): DataSet {
  if (dataSet.elements.size === 0) throw new DicomError('not-dicom', 'The file holds no DICOM element');
  return dataSet;
}

function readMeta(bytes: Uint8Array, warnings: string[], bare: boolean): { meta: DataSet | undefined; start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const prefixed = bytes.length >= PREAMBLE + 4 && view.getUint32(PREAMBLE) === 0x4449434d;
  const start = prefixed ? PREAMBLE + 4 : 0;
  if (bytes.length < start + 8) throw new DicomError('not-dicom', `The file has ${bytes.length} bytes and no DICOM element`);
  if (view.getUint16(start, true) !== 0x0002) {
    if (bare && !prefixed) return { meta: undefined, start };
    if (!prefixed && view.getUint16(start, true) !== 0x0008 && view.getUint16(start) !== 0x0008) {
      throw new DicomError('not-dicom', 'The file has neither the DICOM prefix at byte 128 nor a data set at its beginning');
    }
    warnings.push('The file has no meta header');
    return { meta: undefined, start };
  }
  if (!prefixed) warnings.push('The file has no preamble');
  const encoding: Encoding = { transferSyntax: transferSyntaxOf(EXPLICIT_VR_LITTLE_ENDIAN), headerOnly: false, warnings };
  // Read element by element: the group length, which says where the group ends, is missing or wrong in some files.
  const { dataSet, end } = parseElements(bytes, start, META_LAYOUT, { encoding, onlyGroup: 0x0002 });
  return { meta: dataSet, start: end };
}

/** Of a data set without meta header: explicit if a VR stands behind the first tag, big endian if the tag reads so. */
function guessSyntax(bytes: Uint8Array, start: number): TransferSyntax {
  if (bytes.length < start + 8) throw new DicomError('not-dicom', 'The file ends behind its meta header');
  const bigEndian = bytes[start] === 0 && bytes[start + 1] !== 0;
  if (bigEndian) return transferSyntaxOf(EXPLICIT_VR_BIG_ENDIAN);
  return transferSyntaxOf(hasVr(bytes, start) ? EXPLICIT_VR_LITTLE_ENDIAN : IMPLICIT_VR_LITTLE_ENDIAN);
}

/** Some writers state one VR encoding and use the other: the first element shows which. */
function actualLayout(bytes: Uint8Array, start: number, syntax: TransferSyntax, warnings: string[]): Layout {
  if (bytes.length < start + 8 || !syntax.littleEndian) return syntax;
  const explicit = hasVr(bytes, start);
  if (explicit === syntax.explicit) return syntax;
  warnings.push(`The file states ${syntax.name} and holds ${explicit ? 'explicit' : 'implicit'} VR`);
  return { explicit, littleEndian: true };
}
const hasVr = (bytes: Uint8Array, start: number): boolean => isUpper(bytes[start + 4]!) && isUpper(bytes[start + 5]!);
const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;

/** @see PS3.5 section A.5: the data set behind the meta header is one raw deflate stream. */
function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  // Some writers put a zlib wrapper around the stream, against the standard.
  const wrapped = bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0;
  const inflater = new Inflate({ raw: !wrapped, chunkSize: 256 * 1024 });
  const chunks: Uint8Array[] = [];
  let size = 0;
  inflater.onData = (chunk) => {
    size += (chunk as Uint8Array).length;
    if (size > limit) throw new DicomError('too-large', `The deflated data set grows beyond ${limit} bytes`);
    chunks.push(chunk as Uint8Array);
  };
  inflater.push(bytes, true);
  if (inflater.err !== 0)
    throw new DicomError(
      size === 0 ? 'malformed' : 'truncated',
      `The deflated data set cannot be inflated: ${inflater.msg || `zlib error ${inflater.err}`}`,
    );
  if (!(inflater as Inflate & { ended: boolean }).ended)
    throw new DicomError('truncated', 'The file ends inside its deflated data set; send it again');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
