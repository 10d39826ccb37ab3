import { DicomError } from './errors.ts';

/**
 * Decodes a frame of RLE Lossless to little-endian bytes, samples of a pixel side by side.
 * @throws DicomError `malformed`  @see PS3.5 annex G
 */
export function decodeRleFrame(
  frame: Uint8Array,
  image: { readonly rows: number; readonly columns: number; readonly samplesPerPixel: number; readonly bitsAllocated: number },
): Uint8Array {
  const size = Math.ceil(image.bitsAllocated / 8);
  const pixels = image.rows * image.columns;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const expected = image.samplesPerPixel * size;
  if (frame.length < 64 || view.getUint32(0, true) !== expected)
    throw new DicomError('malformed', `A frame of RLE pixels must have ${expected} segments`);
  // One-bit pixels stand eight to a byte.
  const planeSize = image.bitsAllocated === 1 ? Math.ceil(pixels / 8) : pixels;
  // A run of two bytes gives 128 at most: a header that promises more must not make us allocate it.
  if (planeSize * expected > frame.length * 64)
    throw new DicomError('malformed', `An RLE frame of ${frame.length} bytes cannot give ${planeSize * expected}`);
  const planes = new Uint8Array(planeSize * expected);
  for (let segment = 0; segment < expected; segment++) {
    const start = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < expected ? view.getUint32(8 + segment * 4, true) : frame.length;
    if (start < 64 || start > frame.length || end > frame.length || end < start)
      throw new DicomError('malformed', `Segment ${segment + 1} of an RLE frame lies outside of it`);
    unpack(frame.subarray(start, end), planes.subarray(segment * planeSize, (segment + 1) * planeSize));
  }
  if (image.bitsAllocated === 1) return unpackBits(planes, pixels);
  const bytes = new Uint8Array(planes.length);
  for (let sample = 0; sample < image.samplesPerPixel; sample++) {
    for (let byte = 0; byte < size; byte++) {
      const plane = planes.subarray((sample * size + byte) * pixels); // the most significant byte comes first
      const offset = sample * size + (size - 1 - byte);
      for (let at = 0; at < pixels; at++) bytes[at * expected + offset] = plane[at]!;
    }
  }
  return bytes;
}

/** PackBits. */
function unpack(source: Uint8Array, target: Uint8Array): void {
  let from = 0;
  let to = 0;
  while (to < target.length && from < source.length) {
    const control = source[from++]!;
    if (control < 128) {
      const run = source.subarray(from, from + control + 1).subarray(0, target.length - to);
      target.set(run, to);
      from += control + 1;
      to += run.length;
    } else if (control > 128) {
      target.fill(source[from++] ?? 0, to, to + 257 - control);
      to += 257 - control;
    }
  }
  if (to < target.length) throw new DicomError('malformed', `An RLE segment gives ${to} of ${target.length} bytes`);
}

function unpackBits(packed: Uint8Array, pixels: number): Uint8Array {
  const bits = new Uint8Array(pixels);
  for (let at = 0; at < pixels; at++) bits[at] = (packed[at >> 3]! >> (at & 7)) & 1;
  return bits;
}
