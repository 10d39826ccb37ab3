import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { squaredDistanceMap } from './distance-map.ts';
import { dice, hausdorff95, surfaceDistance } from './overlap.ts';
import { percentile, percentiles } from './percentile.ts';
import { type Triple, volumeMl } from './volume.ts';

const size: Triple = [4, 5, 3];
const masks = fc.uint8Array({ minLength: 60, maxLength: 60, max: 1 });
const spacings = fc.tuple(fc.constantFrom(0.5, 1, 2.5), fc.constantFrom(0.5, 1, 2.5), fc.constantFrom(0.5, 1, 6.5));
const at = (index: number): Triple => [index % size[0], Math.floor(index / size[0]) % size[1], Math.floor(index / (size[0] * size[1]))];
const distance = (a: number, b: number, spacing: Triple): number =>
  Math.hypot(...[0, 1, 2].map((axis) => (at(a)[axis]! - at(b)[axis]!) * spacing[axis]!));
const inside = (mask: Uint8Array, [x, y, z]: Triple): boolean =>
  x >= 0 && y >= 0 && z >= 0 && x < size[0] && y < size[1] && z < size[2] && mask[x + size[0] * (y + size[1] * z)] === 1;

/** Naive: every surface voxel against every other. */
const surface = (mask: Uint8Array): number[] =>
  [...mask.keys()].filter((index) => {
    const [x, y, z] = at(index);
    const faces: Triple[] = [
      [x - 1, y, z],
      [x + 1, y, z],
      [x, y - 1, z],
      [x, y + 1, z],
      [x, y, z - 1],
      [x, y, z + 1],
    ];
    return mask[index] === 1 && faces.some((face) => !inside(mask, face));
  });
const directed = (from: number[], to: number[], spacing: Triple): number[] =>
  from.map((a) => Math.min(...to.map((b) => distance(a, b, spacing))));
const naivePercentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (p / 100) * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
  return below + (above - below) * (position % 1);
};

describe('surface distances', () => {
  test('the distance map is exact', () => {
    fc.assert(
      fc.property(masks, spacings, (mask, spacing) => {
        const set = [...mask.keys()].filter((index) => mask[index] === 1);
        squaredDistanceMap(mask, size, spacing).forEach((squared, index) => {
          if (set.length === 0) expect(squared).toBe(Number.POSITIVE_INFINITY);
          else expect(squared).toBeCloseTo(Math.min(...set.map((other) => distance(index, other, spacing))) ** 2, 8);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('the robust Hausdorff distance and the mean are those of the naive model', () => {
    fc.assert(
      fc.property(
        masks.filter((mask) => mask.includes(1)),
        masks.filter((mask) => mask.includes(1)),
        spacings,
        (a, b, spacing) => {
          const aToB = directed(surface(a), surface(b), spacing);
          const bToA = directed(surface(b), surface(a), spacing);
          expect(hausdorff95(a, b, size, spacing)).toBeCloseTo(Math.max(naivePercentile(aToB, 95), naivePercentile(bToA, 95)), 8);
          expect(surfaceDistance(a, b, size, spacing)).toBeCloseTo(
            [...aToB, ...bToA].reduce((sum, value) => sum + value, 0) / (aToB.length + bToA.length),
            8,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('an empty mask is infinitely far, two empty ones are equal', () => {
    const [empty, full] = [new Uint8Array(60), new Uint8Array(60).fill(1)];
    expect([
      hausdorff95(empty, empty, size, [1, 1, 1]),
      hausdorff95(empty, full, size, [1, 1, 1]),
      surfaceDistance(full, empty, size, [1, 1, 1]),
    ]).toEqual([0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

describe('dice', () => {
  test('is twice the overlap over the sum', () => {
    const labels = fc.uint8Array({ minLength: 30, maxLength: 30, max: 2 });
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        const has = (map: Uint8Array): Set<number> => new Set([...map.keys()].filter((index) => map[index] === 2));
        const sum = has(a).size + has(b).size;
        expect(dice(a, b, 2)).toBeCloseTo(sum === 0 ? 1 : (2 * has(a).intersection(has(b)).size) / sum, 12);
      }),
    );
  });
  test('of maps of different size is refused', () =>
    expect(() => dice(new Uint8Array(1), new Uint8Array(2), 1)).toThrow('cannot be compared'));
});

describe('percentile', () => {
  test('interpolates as numpy does', () => {
    expect(percentiles(Int16Array.of(4, 1, 3, 2), [0, 25, 50, 90, 100])).toEqual(
      [1, 1.75, 2.5, 3.7, 4].map((value) => expect.closeTo(value, 10)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 0, max: 100 }),
        (values, p) => {
          expect(percentile(Float64Array.from(values), p)).toBeCloseTo(naivePercentile(values, p), 9);
        },
      ),
    );
  });
  test('leaves the values as they were', () => {
    const values = Float32Array.of(3, 1, 2);
    percentile(values, 50);
    expect(values).toEqual(Float32Array.of(3, 1, 2));
  });
  test('of nothing, or outside of 0 to 100, is refused', () => {
    expect(() => percentile(new Uint8Array(0), 50)).toThrow('no values');
    expect(() => percentile(new Uint8Array(1), 101)).toThrow('0 to 100');
  });
});

test('volumes are in millilitres', () => expect(volumeMl(Uint8Array.of(1, 1, 2, 0), [1, 2, 5], 1)).toBe(0.02));
