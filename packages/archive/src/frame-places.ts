import type { DataSet } from '@consilium/dicom';
import { ArchiveError } from './errors.ts';
import { type FileBytes, type Fragment, fragmentsOf, type PixelPlace, readBytes } from './read-header.ts';

/** A frame: stretches of the file, in order; a native frame that cannot be cut from it is given as bytes. */
export type Frame = readonly Fragment[] | Uint8Array;

/** Finds frames (0 is the first) in a file without reading them. @throws ArchiveError `not-found`, `invalid`, `truncated` */
export function framePlaces(file: FileBytes, dataSet: DataSet, pixels: PixelPlace, wanted: readonly number[]): Frame[] {
  const count = dataSet.number('NumberOfFrames') ?? 1;
  const missing = wanted.find((index) => index >= count);
  if (missing !== undefined) throw new ArchiveError('not-found', `there is no frame ${missing + 1}: the image has ${count}`);
  return pixels.length === undefined
    ? encapsulatedFrames(file, dataSet, pixels, count, wanted)
    : nativeFrames(file, dataSet, pixels, pixels.length, wanted);
}

function nativeFrames(file: FileBytes, dataSet: DataSet, pixels: PixelPlace, length: number, wanted: readonly number[]): Frame[] {
  const size = (keyword: string, otherwise: number): number => dataSet.number(keyword) ?? otherwise;
  const bitsAllocated = pixels.tag === '7FE00008' ? 32 : pixels.tag === '7FE00009' ? 64 : size('BitsAllocated', 0);
  const all = size('Rows', 0) * size('Columns', 0) * size('SamplesPerPixel', 1) * bitsAllocated;
  const bits = dataSet.text('PhotometricInterpretation') === 'YBR_FULL_422' ? (all / 3) * 2 : all; // two pixels share their chroma
  if (bits === 0) throw new ArchiveError('invalid', 'the object has pixel data and no Rows, Columns or Bits Allocated');
  return wanted.map((index) => {
    const from = bits * index;
    if (from + bits > length * 8)
      throw new ArchiveError('invalid', `frame ${index + 1} is not complete: its object has only ${length} bytes of pixels`);
    const place = { offset: pixels.offset + Math.floor(from / 8), length: Math.ceil((from + bits) / 8) - Math.floor(from / 8) };
    if (!dataSet.littleEndian) return littleEndian(file, place, pixels, bitsAllocated);
    return from % 8 === 0 ? [place] : shifted(readBytes(file, place.offset, place.length), from % 8, bits);
  });
}

/** Frames are given in little endian, whatever they are stored in. */
function littleEndian(file: FileBytes, place: Fragment, pixels: PixelPlace, bitsAllocated: number): Uint8Array {
  const word = bitsAllocated > 8 ? bitsAllocated / 8 : pixels.vr === 'OW' ? 2 : 1;
  const lead = (place.offset - pixels.offset) % word; // a frame of bytes may begin inside a word
  const bytes = Buffer.from(readBytes(file, place.offset - lead, Math.ceil((lead + place.length) / word) * word));
  for (let at = 0; at + word <= bytes.length; at += word) bytes.subarray(at, at + word).reverse();
  return bytes.subarray(lead, lead + place.length);
}

/** One-bit frames are packed without gaps: a frame that begins inside a byte is moved to its beginning. */
function shifted(bytes: Uint8Array, shift: number, bits: number): Uint8Array {
  const frame = new Uint8Array(Math.ceil(bits / 8));
  for (let at = 0; at < frame.length; at++) frame[at] = ((bytes[at] ?? 0) >> shift) | ((bytes[at + 1] ?? 0) << (8 - shift));
  const spare = frame.length * 8 - bits;
  if (spare > 0) frame[frame.length - 1] = (frame.at(-1) as number) & (0xff >> spare);
  return frame;
}

/** By an offset table, by one fragment a frame, or behind the fragments that end a code stream. @see DICOM PS3.5 section A.4 */
function encapsulatedFrames(file: FileBytes, dataSet: DataSet, pixels: PixelPlace, count: number, wanted: readonly number[]): Frame[] {
  const [table, ...fragments] = fragmentsOf(file, pixels);
  const first = fragments[0];
  if (!table || !first) throw new ArchiveError('invalid', 'the pixel data have no fragment');
  if (count === 1) return wanted.map(() => fragments);
  const starts = offsetTable(file, dataSet, table, count)?.map((offset) => first.offset + offset);
  const groups: Fragment[][] = [[]];
  for (const [index, fragment] of fragments.entries()) {
    groups.at(-1)?.push(fragment);
    const next = fragments[index + 1];
    if (!next) break;
    const ends = starts ? starts.includes(next.offset) : fragments.length === count || endsCodeStream(file, fragment);
    if (ends) groups.push([]);
  }
  if (groups.length !== count)
    throw new ArchiveError('invalid', `the pixel data have fragments for ${groups.length} frames, the header says ${count}`);
  return wanted.map((index) => groups[index] as Fragment[]);
}

/** Offsets of the frames from the first fragment: the basic table, else the extended one (7FE0,0001). */
function offsetTable(file: FileBytes, dataSet: DataSet, table: Fragment, count: number): number[] | undefined {
  if (table.length === count * 4) {
    const bytes = readBytes(file, table.offset, table.length);
    return Array.from({ length: count }, (_, index) => bytes.readUInt32LE(index * 4));
  }
  const extended = dataSet.valueBytes('7FE00001');
  if (extended?.length !== count * 8) return undefined;
  const view = new DataView(extended.buffer, extended.byteOffset, extended.byteLength);
  return Array.from({ length: count }, (_, index) => Number(view.getBigUint64(index * 8, true)));
}

/** FF D9 (end of image or code stream), perhaps behind a byte of padding. */
function endsCodeStream(file: FileBytes, { offset, length }: Fragment): boolean {
  const tail = readBytes(file, offset + Math.max(0, length - 3), Math.min(3, length));
  const ends = (bytes: Uint8Array): boolean => bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return ends(tail) || (tail.at(-1) === 0 && ends(tail.subarray(0, -1)));
}
