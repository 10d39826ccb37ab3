import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contours, type Loop } from './contour.ts';

const areaOf = (loop: Loop): number => {
  let doubled = 0;
  for (let i = 0; i < loop.length; i += 2) {
    const [x, y, u, v] = [loop[i], loop[i + 1], loop[(i + 2) % loop.length], loop[(i + 3) % loop.length]] as [
      number,
      number,
      number,
      number,
    ];
    doubled += x * v - u * y;
  }
  return doubled / 2;
};

test('one voxel gives one diamond around it', () => {
  const loops = contours(new Float32Array([0, 0, 0, 0, 1, 0, 0, 0, 0]), 3, 3);
  expect(loops).toHaveLength(1);
  expect(Math.abs(areaOf(loops[0] ?? []))).toBeCloseTo(0.5);
});

test('a mask that touches the border still closes', () => {
  const loops = contours(new Float32Array([1, 1, 1, 1]), 2, 2);
  expect(loops).toHaveLength(1);
  expect(Math.abs(areaOf(loops[0] ?? []))).toBeCloseTo(3.5); // 4 pixels less the cut corners
});

test('a hole is a loop of the other direction', () => {
  const ring = new Float32Array(25).fill(1);
  ring[12] = 0;
  const areas = contours(ring, 5, 5).map(areaOf);
  expect(areas).toHaveLength(2);
  expect(areas.some((area) => area > 0) && areas.some((area) => area < 0)).toBe(true);
});

test('the crossing lies where the level is reached', () => {
  const [loop] = contours(new Float32Array([0, 1, 0]), 3, 1, 0.25);
  expect(Math.min(...(loop ?? []).filter((_, index) => index % 2 === 0))).toBeCloseTo(0.25);
});

test('any mask gives closed loops whose area is near the count of its voxels', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 64, maxLength: 64 }), (values) => {
      const loops = contours(new Float32Array(values), 8, 8);
      for (const loop of loops) expect(loop.length).toBeGreaterThanOrEqual(8);
      const area = Math.abs(loops.map(areaOf).reduce((sum, one) => sum + one, 0));
      const count = values.reduce((sum: number, one) => sum + one, 0);
      expect(area).toBeLessThanOrEqual(count + 1e-6 + count); // a diamond holds half a voxel, joined ones more
      if (count > 0) expect(area).toBeGreaterThanOrEqual(count * 0.5 - 1e-6 - count * 0.5);
    }),
  );
});
