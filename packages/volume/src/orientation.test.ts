import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orientationOf, reordered, restoreOrientation, toOrientation } from './orientation.ts';
import { type Triple, volumeFromLps } from './volume.ts';

const permutations = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];
/** Any volume whose axes are those of the patient, in any order and direction, with a small obliqueness. */
const volumes = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    axes: fc.constantFrom(...permutations),
    signs: fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1), fc.constantFrom(1, -1)),
    tilt: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    origin: fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })),
  })
  .map(({ size, axes, signs, tilt, origin }) => {
    const spacing: Triple = [1, 2, 3];
    const affine = [0, 1, 2].flatMap((row) => [
      ...[0, 1, 2].map((column) =>
        axes[column] === row ? signs[column]! * spacing[column]! : tilt * spacing[column]! * (row + column) * 0.3,
      ),
      origin[row]!,
    ]);
    return {
      size: size as Triple,
      spacing,
      affine: [...affine, 0, 0, 0, 1],
      values: Float32Array.from({ length: size[0] * size[1] * size[2] }, (_, at) => at),
    };
  });
const place = (affine: readonly number[], voxel: readonly number[]): number[] =>
  [0, 1, 2].map(
    (row) => affine[row * 4]! * voxel[0]! + affine[row * 4 + 1]! * voxel[1]! + affine[row * 4 + 2]! * voxel[2]! + affine[row * 4 + 3]!,
  );
const indices = ([nx, ny, nz]: Triple): number[][] =>
  Array.from({ length: nx * ny * nz }, (_, at) => [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))]);

describe('toOrientation', () => {
  test('every value stays at its place in patient space', () => {
    fc.assert(
      fc.property(volumes, fc.constantFrom('RAS', 'LPS', 'LAS', 'ASR', 'SPL', 'IRP'), (volume, target) => {
        const { volume: turned } = toOrientation(volume, target);
        expect(orientationOf(turned.affine)).toBe(target);
        // Naive: look each new voxel up by its place among all old ones.
        const before = indices(volume.size).map((voxel) => ({
          at: place(volume.affine, voxel),
          value: volume.values[voxel[0]! + volume.size[0] * (voxel[1]! + volume.size[1] * voxel[2]!)],
        }));
        indices(turned.size).forEach((voxel, index) => {
          const at = place(turned.affine, voxel);
          const match = before.find((old) => old.at.every((value, axis) => Math.abs(value - at[axis]!) < 1e-6));
          expect(match?.value).toBe(turned.values[index]);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('a label map made on the turned volume comes back by the inverse', () => {
    fc.assert(
      fc.property(volumes, (volume) => {
        const { volume: turned, map } = toOrientation(volume);
        expect(restoreOrientation(turned.values, map)).toEqual(volume.values);
        expect(reordered(volume.values, map)).toEqual(turned.values);
        expect(toOrientation(turned).volume).toEqual(turned);
      }),
    );
  });

  test.each(['RA', 'RAX', 'RLS', 'ras', 'RASS'])('"%s" is no orientation', (target) => {
    expect(() =>
      toOrientation(
        { size: [1, 1, 1], spacing: [1, 1, 1], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], values: new Uint8Array(1) },
        target,
      ),
    ).toThrow('not an orientation');
  });
  test('an axis without direction is refused', () =>
    expect(() => orientationOf([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])).toThrow('Column 1'));
});

test('an axial DICOM stack, whose rows run to the left and columns to the back, is LPS in RAS terms', () => {
  const volume = volumeFromLps(new Uint8Array(8), {
    size: [2, 2, 2],
    spacing: [1, 2, 3],
    directions: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    origin: [10, 20, 30],
  });
  expect(volume.affine).toEqual([-1, 0, 0, -10, 0, -2, 0, -20, 0, 0, 3, 30, 0, 0, 0, 1]);
  expect(orientationOf(volume.affine)).toBe('LPS');
});
