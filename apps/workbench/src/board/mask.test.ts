import { expect, test } from 'vitest';
import { fullestSlices, layOver } from './mask.ts';

const size = [2, 2, 3] as const;
const slices = ['1.1', '1.2', '1.3'];

test('frames go to the slices that they refer to, whatever their order', () => {
  const mask = layOver(
    [
      { segment: 2, referencedSopInstanceUid: '1.3', mask: new Uint8Array([0, 0, 0, 1]) },
      { segment: 1, referencedSopInstanceUid: '1.1', mask: new Uint8Array([1, 1, 0, 0]) },
    ],
    slices,
    size,
  );
  expect([...mask.labels]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(mask.voxels).toBe(3);
});

test('a frame of another series is refused, not drawn in the wrong place', () => {
  expect(() => layOver([{ segment: 1, referencedSopInstanceUid: '9.9', mask: new Uint8Array(4) }], slices, size)).toThrow('9.9');
});

test('a frame of another size is refused', () => {
  expect(() => layOver([{ segment: 1, referencedSopInstanceUid: '1.1', mask: new Uint8Array(9) }], slices, size)).toThrow('9 pixels');
});

test('the first look goes to the slices that cut the most; an empty mask has none', () => {
  const labels = new Uint8Array([0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, 0]); // two voxels at x = 1, two at z = 1
  expect(fullestSlices({ size, labels, voxels: 3 })).toEqual([1, 0, 1]);
  expect(fullestSlices({ size, labels: new Uint8Array(12), voxels: 0 })).toBeUndefined();
});
