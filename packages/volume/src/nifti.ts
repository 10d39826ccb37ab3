import { VolumeError } from './errors.ts';
import { spacingOf, type Triple, type Values, type Volume } from './volume.ts';

/** NIfTI-1 data types. @see nifti1.h, `datatype` */
const READERS: Readonly<
  Record<
    number,
    {
      readonly size: number;
      readonly make: (count: number) => Values;
      readonly read: (view: DataView, at: number, little: boolean) => number;
    }
  >
> = {
  2: { size: 1, make: (count) => new Uint8Array(count), read: (view, at) => view.getUint8(at) },
  4: { size: 2, make: (count) => new Int16Array(count), read: (view, at, little) => view.getInt16(at, little) },
  8: { size: 4, make: (count) => new Int32Array(count), read: (view, at, little) => view.getInt32(at, little) },
  16: { size: 4, make: (count) => new Float32Array(count), read: (view, at, little) => view.getFloat32(at, little) },
  64: { size: 8, make: (count) => new Float64Array(count), read: (view, at, little) => view.getFloat64(at, little) },
  256: { size: 1, make: (count) => new Int8Array(count), read: (view, at) => view.getInt8(at) },
  512: { size: 2, make: (count) => new Uint16Array(count), read: (view, at, little) => view.getUint16(at, little) },
  768: { size: 4, make: (count) => new Uint32Array(count), read: (view, at, little) => view.getUint32(at, little) },
  1024: { size: 8, make: (count) => new Float64Array(count), read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  1280: { size: 8, make: (count) => new Float64Array(count), read: (view, at, little) => Number(view.getBigUint64(at, little)) },
};
/** Most voxels read: 512 million. */
const MAXIMUM_VOXELS = 2 ** 29;

/**
 * Reads a NIfTI-1 or NIfTI-2 file (one file, not compressed; the header's scaling is applied, the values are then Float32).
 * Of a series of volumes the first is read. The affine is the sform, else the qform, else the voxel sizes alone.
 * @throws VolumeError `not-nifti`, `truncated`, `unsupported`
 */
export function readNifti(bytes: Uint8Array): Volume {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new VolumeError('not-nifti', 'The file is gzip; decompress it first');
  if (bytes.length < 348) throw new VolumeError('not-nifti', `The file has ${bytes.length} bytes; a NIfTI header has 348`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = [true, false].flatMap((little) =>
    view.getInt32(0, little) === 348
      ? [readHeader1(view, little)]
      : view.getInt32(0, little) === 540 && bytes.length >= 540
        ? [readHeader2(view, little)]
        : [],
  )[0];
  if (!header) throw new VolumeError('not-nifti', 'The first four bytes are not 348 or 540, the header size of NIfTI');
  return { ...geometryOf(header), values: readValues(view, header) };
}

interface Header {
  readonly little: boolean;
  readonly magic: string;
  readonly dim: readonly number[];
  readonly pixdim: readonly number[];
  readonly datatype: number;
  readonly offset: number;
  readonly slope: number;
  readonly intercept: number;
  readonly qformCode: number;
  readonly sformCode: number;
  readonly quaternion: readonly number[];
  readonly qoffset: readonly number[];
  readonly srow: readonly number[];
  readonly unit: number;
}
const list = (count: number, read: (index: number) => number): number[] => Array.from({ length: count }, (_, index) => read(index));
const ascii = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...list(length, (index) => view.getUint8(at + index)));

const readHeader1 = (view: DataView, little: boolean): Header => ({
  little,
  magic: ascii(view, 344, 3),
  dim: list(8, (index) => view.getInt16(40 + index * 2, little)),
  pixdim: list(8, (index) => view.getFloat32(76 + index * 4, little)),
  datatype: view.getInt16(70, little),
  offset: view.getFloat32(108, little),
  slope: view.getFloat32(112, little),
  intercept: view.getFloat32(116, little),
  qformCode: view.getInt16(252, little),
  sformCode: view.getInt16(254, little),
  quaternion: list(3, (index) => view.getFloat32(256 + index * 4, little)),
  qoffset: list(3, (index) => view.getFloat32(268 + index * 4, little)),
  srow: list(12, (index) => view.getFloat32(280 + index * 4, little)),
  unit: view.getUint8(123),
});
const readHeader2 = (view: DataView, little: boolean): Header => ({
  little,
  magic: ascii(view, 4, 3),
  dim: list(8, (index) => Number(view.getBigInt64(16 + index * 8, little))),
  pixdim: list(8, (index) => view.getFloat64(104 + index * 8, little)),
  datatype: view.getInt16(12, little),
  offset: Number(view.getBigInt64(168, little)),
  slope: view.getFloat64(176, little),
  intercept: view.getFloat64(184, little),
  qformCode: view.getInt32(344, little),
  sformCode: view.getInt32(348, little),
  quaternion: list(3, (index) => view.getFloat64(352 + index * 8, little)),
  qoffset: list(3, (index) => view.getFloat64(376 + index * 8, little)),
  srow: list(12, (index) => view.getFloat64(400 + index * 8, little)),
  unit: view.getInt32(500, little),
});

function geometryOf(header: Header): Omit<Volume, 'values'> {
  const rank = header.dim[0]!;
  if (rank < 1 || rank > 7) throw new VolumeError('not-nifti', `dim[0] is ${rank}; it must be 1 to 7`);
  const size = [1, 2, 3].map((axis) => (axis <= rank ? header.dim[axis]! : 1)) as unknown as Triple;
  if (size.some((length) => !Number.isInteger(length) || length < 1))
    throw new VolumeError('not-nifti', `dim is ${size.join(' x ')}; each length must be above 0`);
  if (size[0] * size[1] * size[2] > MAXIMUM_VOXELS)
    throw new VolumeError('unsupported', `${size.join(' x ')} voxels are more than ${MAXIMUM_VOXELS}`);
  const toMm = { 1: 1000, 3: 0.001 }[header.unit & 7] ?? 1; // xyzt_units: 1 metre, 2 mm, 3 micrometre
  const scaled = affineOf(header).map((value, index) => (index < 12 ? value * toMm : value));
  return { size, spacing: spacingOf(scaled), affine: scaled };
}

function affineOf(header: Header): number[] {
  if (header.sformCode > 0) return [...header.srow, 0, 0, 0, 1];
  const [dx, dy, dz] = [1, 2, 3].map((axis) => Math.abs(header.pixdim[axis]!) || 1) as [number, number, number];
  if (header.qformCode <= 0) return [dx, 0, 0, 0, 0, dy, 0, 0, 0, 0, dz, 0, 0, 0, 0, 1];
  const handed = header.pixdim[0]! < 0 ? -1 : 1; // qfac
  const [b, c, d] = header.quaternion as [number, number, number];
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  const [x, y, z] = header.qoffset as [number, number, number];
  return [
    (a * a + b * b - c * c - d * d) * dx,
    2 * (b * c - a * d) * dy,
    2 * (b * d + a * c) * dz * handed,
    x,
    2 * (b * c + a * d) * dx,
    (a * a + c * c - b * b - d * d) * dy,
    2 * (c * d - a * b) * dz * handed,
    y,
    2 * (b * d - a * c) * dx,
    2 * (c * d + a * b) * dy,
    (a * a + d * d - b * b - c * c) * dz * handed,
    z,
    0,
    0,
    0,
    1,
  ];
}

function readValues(view: DataView, header: Header): Values {
  if (header.magic !== 'n+1' && header.magic !== 'n+2')
    throw new VolumeError('unsupported', `The magic is "${header.magic.replaceAll('\0', '')}"; only NIfTI in one file (n+1, n+2) is read`);
  const type = READERS[header.datatype];
  if (!type)
    throw new VolumeError(
      'unsupported',
      `Data type ${header.datatype} is not read; integers up to 64 bits and floats of 32 or 64 bits are`,
    );
  const count = [1, 2, 3].reduce((product, axis) => product * (axis <= header.dim[0]! ? header.dim[axis]! : 1), 1);
  const start = Math.max(header.offset, header.magic === 'n+1' ? 352 : 544);
  if (start + count * type.size > view.byteLength)
    throw new VolumeError(
      'truncated',
      `The header promises ${count * type.size} bytes of voxels, the file holds ${Math.max(0, view.byteLength - start)}`,
    );
  const scaled =
    header.slope !== 0 &&
    Number.isFinite(header.slope) &&
    Number.isFinite(header.intercept) &&
    (header.slope !== 1 || header.intercept !== 0);
  const values = scaled ? new Float32Array(count) : type.make(count);
  for (let index = 0; index < count; index++) {
    const value = type.read(view, start + index * type.size, header.little);
    values[index] = scaled ? value * header.slope + header.intercept : value;
  }
  return values;
}

const CODES: readonly (readonly [new (length: number) => Values, number])[] = [
  [Uint8Array, 2],
  [Int16Array, 4],
  [Int32Array, 8],
  [Float32Array, 16],
  [Float64Array, 64],
  [Int8Array, 256],
  [Uint16Array, 512],
  [Uint32Array, 768],
];

/** Writes a volume as NIfTI-1, little endian, not compressed; the affine as sform (scanner space). */
export function writeNifti(volume: Volume): Uint8Array<ArrayBuffer> {
  const code = CODES.find(([type]) => volume.values instanceof type)![1];
  const size = volume.values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(352 + volume.values.length * size);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [index, length] of [3, ...volume.size, 1, 1, 1, 1].entries()) view.setInt16(40 + index * 2, length, true);
  view.setInt16(70, code, true);
  view.setInt16(72, size * 8, true);
  for (const [index, distance] of [1, ...volume.spacing, 1, 1, 1, 1].entries()) view.setFloat32(76 + index * 4, distance, true);
  view.setFloat32(108, 352, true);
  view.setFloat32(112, 1, true);
  view.setUint8(123, 2); // mm
  view.setInt16(254, 1, true); // sform_code: scanner
  for (const [index, value] of volume.affine.slice(0, 12).entries()) view.setFloat32(280 + index * 4, value, true);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  volume.values.forEach((value, index) => {
    const at = 352 + index * size;
    switch (code) {
      case 2:
        view.setUint8(at, value);
        break;
      case 256:
        view.setInt8(at, value);
        break;
      case 4:
        view.setInt16(at, value, true);
        break;
      case 512:
        view.setUint16(at, value, true);
        break;
      case 8:
        view.setInt32(at, value, true);
        break;
      case 768:
        view.setUint32(at, value, true);
        break;
      case 16:
        view.setFloat32(at, value, true);
        break;
      default:
        view.setFloat64(at, value, true);
    }
  });
  return bytes;
}
