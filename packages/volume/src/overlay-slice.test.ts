import { describe, expect, test } from 'vitest';
import { type OverlayInput, overlaySlice } from './overlay-slice.ts';

const size = [3, 4, 2] as const;
const values = Int16Array.from({ length: 24 }, (_, at) => at * 10);
const labels = new Uint8Array(24);
labels[1 + 3 * (1 + 4 * 1)] = 1;
const base: OverlayInput = { values, labels, size, spacing: [1, 1, 1], axis: 2, index: 1, colors: { 1: [255, 0, 10] }, window: [0, 100] };
const pixel = ({ columns, rgb }: { columns: number; rgb: Uint8Array }, x: number, y: number): number[] => [
  ...rgb.subarray((y * columns + x) * 3, (y * columns + x) * 3 + 3),
];
const grey = (value: number): number[] => Array<number>(3).fill(Math.round((value / 230) * 255));

describe('overlaySlice', () => {
  test('shows a slice in grey with the label in its colour', () => {
    const picture = overlaySlice(base);
    expect([picture.rows, picture.columns]).toEqual([4, 3]);
    expect([pixel(picture, 0, 0), pixel(picture, 2, 3), pixel(picture, 1, 1)]).toEqual([grey(120), grey(230), [255, 0, 10]]);
  });

  test('turns the picture as asked', () => {
    expect(pixel(overlaySlice({ ...base, flipVertical: true }), 0, 0)).toEqual(grey(210));
    expect(pixel(overlaySlice({ ...base, flipHorizontal: true }), 0, 0)).toEqual(grey(140));
  });

  test('cuts along the other axes in true proportion', () => {
    const coronal = overlaySlice({ ...base, axis: 1, index: 1, spacing: [1, 1, 3] });
    expect([coronal.rows, coronal.columns]).toEqual([6, 3]);
    const sagittal = overlaySlice({ ...base, axis: 0, index: 2, zoom: 2 });
    expect([sagittal.rows, sagittal.columns, pixel(sagittal, 0, 0)]).toEqual([4, 8, grey(20)]);
  });

  test('enlarged, the inside of a label is tinted and only its edge is full colour', () => {
    const picture = overlaySlice({ ...base, zoom: 8, fill: 0.5 });
    const center = pixel(picture, 12, 12);
    expect(pixel(picture, 8, 12)).toEqual([255, 0, 10]);
    expect(center).not.toEqual([255, 0, 10]);
    expect(center[0]).toBeGreaterThan(center[1]!);
  });

  test('a constant image is black, not a division by zero', () => {
    expect(pixel(overlaySlice({ ...base, values: new Int16Array(24).fill(7) }), 0, 0)).toEqual([0, 0, 0]);
  });
  test('a slice outside of the volume is refused', () => expect(() => overlaySlice({ ...base, index: 2 })).toThrow('axis 2 has 2'));
});
