import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DicomJson } from './dicom-json.ts';
import { sortedGeometry } from './series-geometry.ts';
import { element } from './write-part10.ts';

const slice = (position: readonly number[], changes: DicomJson = {}): DicomJson => ({
  '00280010': element('00280010', 4),
  '00280011': element('00280011', 3),
  '00280030': element('00280030', 0.5, 0.25),
  '00200037': element('00200037', 1, 0, 0, 0, 1, 0),
  '00200032': element('00200032', ...position),
  ...changes,
});
const stack = (...zs: number[]): DicomJson[] => zs.map((z) => slice([-10, 5, z]));

describe('sortedGeometry', () => {
  test('sorts by position along the normal and measures the distance of positions, not the thickness', () => {
    const thick = { '00180050': element('00180050', 5) };
    expect(sortedGeometry([slice([-10, 5, 13], thick), slice([-10, 5, 0], thick), slice([-10, 5, 6.5], thick)])).toEqual({
      rows: 4,
      columns: 3,
      slices: 3,
      spacing: [0.25, 0.5, 6.5],
      origin: [-10, 5, 0],
      directions: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      order: [1, 2, 0],
    });
  });

  test('any order of any oblique stack gives the same geometry', () => {
    const angle = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(angle, angle, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), (a, b, shuffled) => {
        const row = [Math.cos(a), Math.sin(a), 0];
        const column = [-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b)];
        const normal = [row[1]! * column[2]!, -row[0]! * column[2]!, row[0]! * column[1]! - row[1]! * column[0]!];
        const oblique = shuffled.map((z) =>
          slice(
            [1, 2, 3].map((at, axis) => at + z * 2 * normal[axis]!),
            { '00200037': element('00200037', ...row, ...column) },
          ),
        );
        const geometry = sortedGeometry(oblique);
        expect(geometry.order.map((index) => shuffled[index])).toEqual([0, 1, 2, 3, 4, 5, 6]);
        expect(geometry.spacing[2]).toBeCloseTo(2, 6);
        for (const [axis, at] of geometry.origin.entries()) expect(at).toBeCloseTo([1, 2, 3][axis]!, 6);
      }),
    );
  });

  test('a single slice takes its spacing from the header', () => {
    expect(sortedGeometry([slice([0, 0, 0], { '00180050': element('00180050', 3) })]).spacing[2]).toBe(3);
    expect(sortedGeometry([slice([0, 0, 0], { '00180050': element('00180050', 3), '00180088': element('00180088', 4) })]).spacing[2]).toBe(
      4,
    );
  });

  test.each<[string, DicomJson[], string, string]>([
    ['no instances', [], 'no-geometry', 'no instances'],
    ['a missing slice', stack(0, 1, 2, 4, 5), 'missing-slice', 'a slice is missing'],
    ['three missing slices', stack(0, 1, 2, 6, 7), 'missing-slice', '3 slices are missing'],
    ['uneven distances', stack(0, 1, 2.2, 3.2, 4.2), 'missing-slice', 'uneven'],
    ['the same slice twice', stack(0, 1, 1, 2), 'duplicate-position', 'send each slice once'],
    [
      'another orientation',
      [...stack(0, 1), slice([0, 0, 2], { '00200037': element('00200037', 0, 1, 0, 0, 0, 1) })],
      'mixed-geometry',
      'Instance 3',
    ],
    ['another size', [...stack(0, 1), slice([0, 0, 2], { '00280010': element('00280010', 5) })], 'mixed-geometry', 'Instance 3'],
    ['a tilted gantry', [0, 1, 2].map((z) => slice([0, z, 2 * z])), 'mixed-geometry', 'tilted'],
    ['no position', [{ ...slice([0, 0, 0]), '00200032': element('00200032') }], 'no-geometry', 'Image Position (Patient)'],
    ['a multi-frame image', [slice([0, 0, 0], { '00280008': element('00280008', 3) })], 'no-geometry', 'multi-frame'],
    [
      'an orientation that is none',
      [slice([0, 0, 0], { '00200037': element('00200037', 1, 0, 0, 1, 0, 0) })],
      'no-geometry',
      'perpendicular',
    ],
    ['a pixel spacing of zero', [slice([0, 0, 0], { '00280030': element('00280030', 0, 1) })], 'no-geometry', 'above 0'],
  ])('%s is refused', (_name, instances, code, message) => {
    expect(() => sortedGeometry(instances)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});
