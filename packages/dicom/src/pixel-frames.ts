import type { DataSet, Element } from './data-set.ts';
import { DicomError } from './errors.ts';
import { fragmentsOfFrame } from './frame-fragments.ts';
import { decodeRleFrame } from './rle.ts';
import { RLE_LOSSLESS } from './transfer-syntax.ts';

export type PixelArray = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** How a pixel stands in the bytes, and the values that the header gives beside it. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly photometricInterpretation: string;
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
}

export interface PixelFrames extends PixelDescription {
  readonly count: number;
  /** True where `frame` cannot decode: the bytes are compressed by a codec other than RLE. */
  readonly compressed: boolean;
  /** The header promises more frames than the bytes hold. */
  readonly truncated: boolean;
  /**
   * Stored values of a frame (0 is the first), before rescale: row by row, samples of a pixel side by side whatever the
   * planar configuration; one-bit pixels as bytes; chroma of YBR_FULL_422 doubled. Not a view of the file.
   * @throws DicomError `unsupported-transfer-syntax`, `truncated`, `invalid-value` (no such frame)
   */
  frame(index: number): PixelArray;
  /** The bytes of a frame as they stand in the file: fragments joined where it is compressed. One-bit frames that do not begin on a byte are re-packed. */
  bytes(index: number): Uint8Array;
}

/** The frames of an image. @throws DicomError `no-pixel-data`, `invalid-value` */
export function pixelFrames(dataSet: DataSet): PixelFrames {
  const element = dataSet.element('7FE00010') ?? dataSet.element('7FE00008') ?? dataSet.element('7FE00009');
  if (!element) throw new DicomError('no-pixel-data', 'The object has no pixel data');
  if (dataSet.encoding.headerOnly && dataSet.transferSyntax.encapsulated)
    throw new DicomError('no-pixel-data', 'The object was read up to its pixel data only; read it without `untilPixelData`');
  const description = describe(dataSet, element);
  const encapsulated = element.fragments !== undefined;
  const count = framesStated(dataSet);
  const bits = description.rows * description.columns * description.samplesPerPixel * description.bitsAllocated;
  // Two pixels of YBR_FULL_422 share their chroma: two bytes a pixel instead of three.
  const frameBits = description.photometricInterpretation === 'YBR_FULL_422' && !encapsulated ? (bits / 3) * 2 : bits;
  const source: Source = { dataSet, element, description, frameBits, count };
  const rle = dataSet.transferSyntax.uid === RLE_LOSSLESS;
  const checked = (index: number): number => {
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw new DicomError('invalid-value', `Frame ${index + 1} was asked for; the image has ${count}`);
    return index;
  };
  return {
    ...description,
    count,
    compressed: encapsulated && !rle,
    truncated: element.truncated === true || (encapsulated ? element.fragments!.length === 0 : element.length * 8 < frameBits * count),
    bytes: (index) => (encapsulated ? encapsulatedBytes(source, checked(index)) : nativeBytes(source, checked(index))),
    frame: (index) => {
      if (!encapsulated) return nativeFrame(source, checked(index));
      if (!rle)
        throw new DicomError(
          'unsupported-transfer-syntax',
          `Pixels in ${dataSet.transferSyntax.name} (${dataSet.transferSyntax.uid}) are stored and passed on, not decoded here`,
        );
      return typed(decodeRleFrame(encapsulatedBytes(source, checked(index)), description), description, element.tag);
    },
  };
}

interface Source {
  readonly dataSet: DataSet;
  readonly element: Element;
  readonly description: PixelDescription;
  readonly frameBits: number;
  readonly count: number;
}

function framesStated(dataSet: DataSet): number {
  const stated = dataSet.text('00280008');
  if (stated === undefined) return 1;
  const count = Number(stated);
  if (!Number.isInteger(count) || count < 1)
    throw new DicomError('invalid-value', `Number of Frames (0028,0008) is "${stated}"; it must be a whole number above 0`);
  return count;
}

function describe(dataSet: DataSet, element: Element): PixelDescription {
  const positive = (tag: string, name: string): number => {
    const value = dataSet.number(tag);
    if (value === undefined || value < 1)
      throw new DicomError(
        'invalid-value',
        `${name} (${tag.slice(0, 4)},${tag.slice(4)}) is ${value ?? 'missing'}; an image needs it above 0`,
      );
    return value;
  };
  const bitsAllocated = element.tag === '7FE00008' ? 32 : element.tag === '7FE00009' ? 64 : positive('00280100', 'Bits Allocated');
  if (![1, 8, 16, 32, 64].includes(bitsAllocated))
    throw new DicomError('invalid-value', `Bits Allocated (0028,0100) is ${bitsAllocated}; 1, 8, 16 or 32 are read`);
  return {
    rows: positive('00280010', 'Rows'),
    columns: positive('00280011', 'Columns'),
    samplesPerPixel: dataSet.number('00280002') ?? 1,
    bitsAllocated,
    bitsStored: Math.min(dataSet.number('00280101') ?? bitsAllocated, bitsAllocated),
    signed: dataSet.number('00280103') === 1,
    photometricInterpretation: dataSet.text('00280004') ?? 'MONOCHROME2',
    rescaleSlope: dataSet.number('00281053') ?? 1,
    rescaleIntercept: dataSet.number('00281052') ?? 0,
  };
}

function nativeBytes(source: Source, index: number): Uint8Array {
  const { dataSet, element, frameBits } = source;
  const start = frameBits * index;
  if (start + frameBits > element.length * 8)
    throw new DicomError(
      'truncated',
      `Frame ${index + 1} of ${source.count} is not complete: the file holds ${element.length} bytes of pixels, the header promises ${Math.ceil((frameBits * source.count) / 8)}`,
    );
  const bytes = dataSet.bytes.subarray(element.offset, element.offset + element.length);
  if (start % 8 === 0) return bytes.subarray(start / 8, Math.ceil((start + frameBits) / 8));
  const repacked = new Uint8Array(Math.ceil(frameBits / 8));
  for (let bit = 0; bit < frameBits; bit++)
    if ((bytes[(start + bit) >> 3]! >> ((start + bit) & 7)) & 1) repacked[bit >> 3]! |= 1 << (bit & 7);
  return repacked;
}

function encapsulatedBytes(source: Source, index: number): Uint8Array {
  const ranges = fragmentsOfFrame(source.dataSet, source.element, index, source.count);
  const parts = ranges.map(({ offset, length }) => source.dataSet.bytes.subarray(offset, offset + length));
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function nativeFrame(source: Source, index: number): PixelArray {
  const { dataSet, element, description } = source;
  const { bitsAllocated, rows, columns, samplesPerPixel } = description;
  const littleEndian = dataSet.littleEndian;
  if (bitsAllocated === 8 && !littleEndian && element.vr === 'OW') {
    // In big endian the two bytes of each OW word stand the other way round, and a frame may begin in the middle of one.
    const size = source.frameBits / 8;
    const start = size * index;
    nativeBytes(source, index);
    const pixels = new Uint8Array(size);
    for (let at = 0; at < size; at++) pixels[at] = dataSet.bytes[element.offset + ((start + at) ^ 1)]!;
    return arranged(pixels, dataSet, description, element.tag);
  }
  const bytes = nativeBytes(source, index);
  if (bitsAllocated === 1) {
    const pixels = new Uint8Array(rows * columns * samplesPerPixel);
    for (let at = 0; at < pixels.length; at++) pixels[at] = (bytes[at >> 3]! >> (at & 7)) & 1;
    return pixels;
  }
  const size = bitsAllocated / 8;
  const copy = bytes.slice();
  if (!littleEndian && size > 1) for (let at = 0; at < copy.length; at += size) copy.subarray(at, at + size).reverse();
  return arranged(copy, dataSet, description, element.tag);
}

function arranged(bytes: Uint8Array, dataSet: DataSet, description: PixelDescription, tag: string): PixelArray {
  const values = typed(description.photometricInterpretation === 'YBR_FULL_422' ? withDoubledChroma(bytes) : bytes, description, tag);
  if (description.samplesPerPixel === 1 || dataSet.number('00280006') !== 1) return values;
  const plane = description.rows * description.columns;
  const interleaved = values.slice();
  for (let sample = 0; sample < description.samplesPerPixel; sample++) {
    for (let at = 0; at < plane; at++) interleaved[at * description.samplesPerPixel + sample] = values[sample * plane + at]!;
  }
  return interleaved;
}

/** Y1 Y2 Cb Cr to Y1 Cb Cr, Y2 Cb Cr. @see PS3.3 section C.7.6.3.1.2 */
function withDoubledChroma(bytes: Uint8Array): Uint8Array {
  const full = new Uint8Array((bytes.length / 2) * 3);
  for (let from = 0, to = 0; from + 4 <= bytes.length; from += 4, to += 6) {
    full.set([bytes[from]!, bytes[from + 2]!, bytes[from + 3]!, bytes[from + 1]!, bytes[from + 2]!, bytes[from + 3]!], to);
  }
  return full;
}

/** Little-endian bytes as typed values; bits above Bits Stored (old overlays stand there) are dropped, the sign extended. */
function typed(bytes: Uint8Array, { bitsAllocated, bitsStored, signed }: PixelDescription, tag: string): PixelArray {
  if (bitsAllocated === 1) return bytes;
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset, byteLength } = aligned;
  if (tag === '7FE00008') return new Float32Array(buffer, byteOffset, byteLength / 4);
  if (tag === '7FE00009') return new Float64Array(buffer, byteOffset, byteLength / 8);
  const size = bitsAllocated / 8;
  const values =
    size === 1
      ? signed
        ? new Int8Array(buffer, byteOffset, byteLength)
        : aligned
      : size === 2
        ? signed
          ? new Int16Array(buffer, byteOffset, byteLength / 2)
          : new Uint16Array(buffer, byteOffset, byteLength / 2)
        : signed
          ? new Int32Array(buffer, byteOffset, byteLength / 4)
          : new Uint32Array(buffer, byteOffset, byteLength / 4);
  const spare = 32 - bitsStored;
  if (bitsStored < bitsAllocated)
    for (let at = 0; at < values.length; at++) values[at] = signed ? (values[at]! << spare) >> spare : (values[at]! << spare) >>> spare;
  return values;
}
