import { expect, test } from 'vitest';
import { type InstanceMetadata, withOrientation } from './anatomical-orientation.ts';

const slice = (z: number): InstanceMetadata => ({
  '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  '00200032': { vr: 'DS', Value: [0, 0, z] },
  '00280030': { vr: 'DS', Value: [1, 2] }, // 1 mm between rows, 2 mm between columns
  '00280010': { vr: 'US', Value: [51] },
  '00280011': { vr: 'US', Value: [35] },
});
const values = (instance: InstanceMetadata | undefined, tag: string) => instance?.[tag]?.Value;

test('half a turn about the long axis puts the first voxel into the opposite corner and keeps the slices in order', () => {
  const turned = withOrientation([slice(1), slice(2), slice(3)], [-1, 0, 0, 0, -1, 0]);
  expect(turned.map((instance) => values(instance, '00200032'))).toEqual([
    [68, 50, 1],
    [68, 50, 2],
    [68, 50, 3],
  ]);
  expect(values(turned[0], '00200037')).toEqual([-1, 0, 0, 0, -1, 0]);
});

test('a quarter turn keeps the distance of the slices', () => {
  const turned = withOrientation([slice(0), slice(4)], [0, 1, 0, 0, 0, -1]); // sagittal: the normal points to -x
  const [first, second] = turned.map((instance) => values(instance, '00200032') as number[]);
  expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBe(-4);
  expect(second?.slice(1)).toEqual(first?.slice(1));
});

test('the orientation that the headers already state changes nothing', () => {
  const [same] = withOrientation([slice(7)], [1, 0, 0, 0, 1, 0]);
  expect(values(same, '00200032')).toEqual([0, 0, 7]);
});
