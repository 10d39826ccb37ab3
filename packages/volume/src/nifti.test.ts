import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolumeError } from './errors.ts';
import { readNifti, writeNifti } from './nifti.ts';
import type { Triple, Values } from './volume.ts';

const types = [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array];
const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const volume = {
  size: [2, 3, 2] as Triple,
  spacing: [1, 1, 1] as Triple,
  affine: identity,
  values: Int16Array.from({ length: 12 }, (_, at) => at - 5),
};

/** A header written by hand, big endian: what `writeNifti` never writes. */
function bigEndian(fields: {
  datatype: number;
  bytes: number[];
  slope?: number;
  intercept?: number;
  qform?: number;
  sform?: number;
  quaternion?: number[];
  offset?: number[];
  pixdim?: number[];
  srow?: number[];
  unit?: number;
}): Uint8Array {
  const bytes = new Uint8Array(352 + fields.bytes.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348);
  for (const [at, length] of [3, 2, 1, 1, 1, 1, 1, 1].entries()) view.setInt16(40 + at * 2, length);
  view.setInt16(70, fields.datatype);
  for (const [at, value] of (fields.pixdim ?? [1, 1, 1, 1]).entries()) view.setFloat32(76 + at * 4, value);
  view.setFloat32(108, 352);
  view.setFloat32(112, fields.slope ?? 0);
  view.setFloat32(116, fields.intercept ?? 0);
  view.setUint8(123, fields.unit ?? 2);
  view.setInt16(252, fields.qform ?? 0);
  view.setInt16(254, fields.sform ?? 0);
  for (const [at, value] of (fields.quaternion ?? [0, 0, 0]).entries()) view.setFloat32(256 + at * 4, value);
  for (const [at, value] of (fields.offset ?? [0, 0, 0]).entries()) view.setFloat32(268 + at * 4, value);
  for (const [at, value] of (fields.srow ?? []).entries()) view.setFloat32(280 + at * 4, value);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  bytes.set(fields.bytes, 352);
  return bytes;
}

describe('NIfTI', () => {
  test('what is written reads back the same, in every type of values', () => {
    const affine = fc
      .array(
        fc.integer({ min: -400, max: 400 }).map((value) => value / 8),
        { minLength: 12, maxLength: 12 },
      )
      .filter((values) => [0, 1, 2].every((column) => values[column] !== 0));
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        affine,
        fc.infiniteStream(fc.integer({ min: -128, max: 127 })),
        (type, size, top, stream) => {
          const values: Values = new type(Array.from({ length: size[0] * size[1] * size[2] }, () => stream.next().value as number));
          const rows = [...top, 0, 0, 0, 1];
          const read = readNifti(writeNifti({ size, spacing: [1, 1, 1], affine: rows, values }));
          expect(read.values).toEqual(values);
          expect([read.size, read.affine]).toEqual([size, rows]);
          for (const [column, distance] of read.spacing.entries())
            expect(distance).toBeCloseTo(Math.hypot(top[column]!, top[4 + column]!, top[8 + column]!), 5);
        },
      ),
    );
  });

  test('big endian values, scaled by slope and intercept', () => {
    expect(readNifti(bigEndian({ datatype: 4, bytes: [0xff, 0xfe, 0, 3] })).values).toEqual(Int16Array.of(-2, 3));
    expect(readNifti(bigEndian({ datatype: 4, bytes: [0xff, 0xfe, 0, 3], slope: 0.5, intercept: 10 })).values).toEqual(
      Float32Array.of(9, 11.5),
    );
    expect(readNifti(bigEndian({ datatype: 4, bytes: [0xff, 0xfe, 0, 3], slope: 1 })).values).toEqual(Int16Array.of(-2, 3));
  });

  test('the affine is the sform, else the qform, else the voxel sizes', () => {
    const sform = [2, 0, 0, -1, 0, 3, 0, -2, 0, 0, 4, -3];
    expect(readNifti(bigEndian({ datatype: 2, bytes: [1, 2], sform: 1, qform: 1, srow: sform })).affine).toEqual([...sform, 0, 0, 0, 1]);
    // A half turn about z (quaternion 0 0 1) and a left-handed third axis, as scanners write axial series.
    expect(
      readNifti(
        bigEndian({ datatype: 2, bytes: [1, 2], qform: 1, quaternion: [0, 0, 1], offset: [5, 6, 7], pixdim: [-1, 2, 3, 4] }),
      ).affine.map((value) => value + 0),
    ).toEqual([-2, 0, 0, 5, 0, -3, 0, 6, 0, 0, -4, 7, 0, 0, 0, 1]);
    expect(readNifti(bigEndian({ datatype: 2, bytes: [1, 2], pixdim: [1, 2, 3, 4] }))).toMatchObject({
      spacing: [2, 3, 4],
      affine: [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1],
    });
    expect(readNifti(bigEndian({ datatype: 2, bytes: [1, 2], pixdim: [1, 2000, 3000, 4000], unit: 3 })).spacing).toEqual([2, 3, 4]);
  });

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'not-nifti'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'not-nifti'],
    ['another file', new Uint8Array(1000).fill(65), 'not-nifti'],
    ['a file that ends early', writeNifti(volume).slice(0, -1), 'truncated'],
    ['colour', bigEndian({ datatype: 128, bytes: [1, 2, 3, 4, 5, 6] }), 'unsupported'],
    ['a header without its image file', writeNifti(volume).map((byte, at) => (at === 345 ? 0x69 : byte)), 'unsupported'],
  ])('%s is refused', (_name, bytes, code) => {
    expect(() => readNifti(bytes)).toThrow(expect.objectContaining({ name: 'VolumeError', code }));
  });

  test('with any bytes changed, a file is read or refused, never anything else', () => {
    const file = writeNifti(volume);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(351), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        try {
          readNifti(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(VolumeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
