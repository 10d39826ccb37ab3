import { readSync } from 'node:fs';
import { type DataSet, DicomError, readDataSet } from '@consilium/dicom';
import { ArchiveError } from './errors.ts';

/** A header longer than this is refused; pixel data do not count. Bytes. */
const MAX_HEADER = 256 << 20;
const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const SEQUENCE_DELIMITER = 0xfffee0dd;
/** Pixel Data, Float Pixel Data, Double Float Pixel Data. */
const PIXEL_DATA_TAGS = ['7FE00010', '7FE00008', '7FE00009'] as const;

/** An open file, of which the beginning is in memory. */
export interface FileBytes {
  readonly descriptor: number;
  readonly size: number;
  readonly head: Buffer;
}

/** Where the pixels are in the file. */
export interface PixelPlace {
  readonly tag: string;
  readonly vr: string;
  readonly offset: number;
  /** Undefined for encapsulated pixel data: fragments follow. */
  readonly length: number | undefined;
}

/**
 * Reads all that stands in front of the pixel data, of a file of any size, and proves that the pixel data are complete.
 * @throws ArchiveError `truncated`, `not-dicom`, `too-large`, `invalid`
 */
export function readHeader(file: FileBytes): { readonly dataSet: DataSet; readonly pixels: PixelPlace | undefined } {
  let prefix = file.head.subarray(0, 1 << 16);
  for (;;) {
    const whole = prefix.length >= file.size;
    try {
      const dataSet = readDataSet(prefix, { untilPixelData: true, inflatedLimit: MAX_HEADER });
      const pixels = pixelsOf(dataSet, prefix);
      if (pixels && !dataSet.transferSyntax.deflated) {
        if (pixels.length === undefined) for (const _ of fragmentsOf(file, pixels)) void _;
        else if (pixels.offset + pixels.length > file.size)
          throw new ArchiveError(
            'truncated',
            `Pixel Data (${dotted(pixels.tag)}) state ${pixels.length} bytes, the file has ${Math.max(0, file.size - pixels.offset)} of them: send it again`,
          );
      }
      if (whole && !pixels) requireEnd(dataSet);
      if (whole || (pixels && !dataSet.transferSyntax.deflated)) return { dataSet, pixels };
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      if (whole) throw asArchiveError(error);
      if (error.code !== 'truncated' && error.code !== 'malformed') throw asArchiveError(error);
    }
    if (prefix.length >= MAX_HEADER) throw new ArchiveError('too-large', `the header is longer than ${MAX_HEADER} bytes`);
    prefix = readBytes(file, 0, Math.min(file.size, prefix.length * 4));
  }
}

/** A file may have been cut inside the tag of an element. (Between two elements nothing shows it, if there were no pixel data.) */
function requireEnd(dataSet: DataSet): void {
  if (dataSet.warnings.some((warning) => warning.endsWith('stray bytes behind the last element')))
    throw new ArchiveError('truncated', 'the file ends inside the header of an element: send it again');
}

function asArchiveError(error: DicomError): ArchiveError {
  const code = error.code === 'truncated' || error.code === 'not-dicom' || error.code === 'too-large' ? error.code : 'invalid';
  return new ArchiveError(code, error.message, { cause: error });
}

const dotted = (tag: string): string => `${tag.slice(0, 4)},${tag.slice(4)}`;

function pixelsOf(dataSet: DataSet, bytes: Buffer): PixelPlace | undefined {
  for (const tag of PIXEL_DATA_TAGS) {
    const element = dataSet.element(tag);
    if (!element) continue;
    const at = element.offset - 4; // in explicit and implicit VR alike the length is what stands in front of the value
    const length = dataSet.transferSyntax.deflated
      ? element.length
      : dataSet.littleEndian
        ? bytes.readUInt32LE(at)
        : bytes.readUInt32BE(at);
    return { tag, vr: element.vr, offset: element.offset, length: length === UNDEFINED_LENGTH ? undefined : length };
  }
  return undefined;
}

/** One item of encapsulated pixel data; the first is the basic offset table. */
export interface Fragment {
  readonly offset: number;
  readonly length: number;
}

/** Walks the items of encapsulated pixel data by their lengths. @throws ArchiveError `truncated`, `invalid` */
export function* fragmentsOf(file: FileBytes, pixels: PixelPlace): Generator<Fragment> {
  const reader = new WindowReader(file);
  for (let at = pixels.offset; ; ) {
    const head = reader.read(at, 8);
    if (head.length < 8)
      throw new ArchiveError('truncated', `the file ends inside Pixel Data (${dotted(pixels.tag)}), at byte ${file.size}: send it again`);
    const tag = ((head.readUInt16LE(0) << 16) | head.readUInt16LE(2)) >>> 0;
    if (tag === SEQUENCE_DELIMITER) return;
    if (tag !== ITEM) throw new ArchiveError('invalid', `Pixel Data: a fragment was expected at byte ${at}`);
    const length = head.readUInt32LE(4);
    if (at + 8 + length > file.size)
      throw new ArchiveError(
        'truncated',
        `a fragment of Pixel Data states ${length} bytes, the file has ${file.size - at - 8} of them: send it again`,
      );
    yield { offset: at + 8, length };
    at += 8 + length;
  }
}

/** Small reads close to each other cost one system call. */
class WindowReader {
  readonly #file: FileBytes;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileBytes) {
    this.#file = file;
  }

  read(at: number, length: number): Buffer {
    if (at < this.#start || at + length > this.#start + this.#window.length) {
      this.#start = at;
      this.#window = readBytes(this.#file, at, Math.max(length, 4096));
    }
    return this.#window.subarray(at - this.#start, at - this.#start + length);
  }
}

/** Reads a stretch of the file, from memory where it is there; shorter at the end of the file. */
export function readBytes(file: FileBytes, offset: number, length: number): Buffer {
  const end = Math.min(file.size, offset + length);
  if (end <= file.head.length) return file.head.subarray(offset, end);
  const bytes = Buffer.allocUnsafe(Math.max(0, end - offset));
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(file.descriptor, bytes, at, bytes.length - at, offset + at);
    if (read === 0) return bytes.subarray(0, at);
    at += read;
  }
  return bytes;
}
