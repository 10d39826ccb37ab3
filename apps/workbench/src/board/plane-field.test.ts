import { expect, test } from 'vitest';
import { fieldsOnCut } from './plane-field.ts';

const mask = { size: [3, 2, 2] as const, labels: new Uint8Array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]), voxels: 8 };

test('on voxel centres the share is whole', () => {
  const fields = fieldsOnCut(mask, { origin: [0, 0, 0], across: [1, 0, 0], down: [0, 1, 0], width: 3, height: 2 });
  expect([...(fields.get(1) ?? [])]).toEqual([0, 1, 0, 0, 1, 0]);
  expect([...(fields.get(2) ?? [])]).toEqual([0, 0, 1, 0, 0, 1]);
});

test('half way between two segments each has half', () => {
  const fields = fieldsOnCut(mask, { origin: [1.5, 0.5, 0.5], across: [1, 0, 0], down: [0, 1, 0], width: 1, height: 1 });
  expect(fields.get(1)?.[0]).toBeCloseTo(0.5);
  expect(fields.get(2)?.[0]).toBeCloseTo(0.5);
});

test('a cut may run in any direction, and beyond the mask there is nothing', () => {
  const fields = fieldsOnCut(mask, { origin: [1, 0, -3], across: [0, 0, 1], down: [0, 1, 0], width: 5, height: 1 });
  expect([...(fields.get(1) ?? [])]).toEqual([0, 0, 0, 1, 1]);
});
