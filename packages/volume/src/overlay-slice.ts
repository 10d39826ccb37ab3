import { VolumeError } from './errors.ts';
import { percentiles } from './percentile.ts';
import type { Triple, Values } from './volume.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface OverlayInput {
  readonly values: Values;
  /** Same size as `values`; 0 is background. */
  readonly labels: Values;
  readonly size: Triple;
  readonly spacing: Triple;
  /** The plane is at right angles to this array axis. */
  readonly axis: 0 | 1 | 2;
  readonly index: number;
  /** Contour colour of each label. */
  readonly colors: Readonly<Record<number, Rgb>>;
  /** Percentiles of the whole volume that become black and white; 1 and 99 if not given. */
  readonly window?: readonly [low: number, high: number];
  /** Pixels for the shortest voxel side; 1 if not given. Sides keep their true proportion. */
  readonly zoom?: number;
  /** Turn the picture so that the second axis grows upwards, as patient axes S and A are shown. */
  readonly flipVertical?: boolean;
  /** Turn the picture so that the first axis grows to the left, as R is shown on the left of a page. */
  readonly flipHorizontal?: boolean;
  /** 0 to 1: how much of the colour covers the inside of a label; 0 if not given (contour only). */
  readonly fill?: number;
}
export interface RgbPicture {
  readonly rows: number;
  readonly columns: number;
  /** `[y][x][red, green, blue]` */
  readonly rgb: Uint8Array;
}

/**
 * A slice as a grey picture with the outline of each label drawn over it. Grey is interpolated between voxels, labels never;
 * the outline is drawn on the inside of the label, one pixel wide per 4 of zoom.
 */
export function overlaySlice(input: OverlayInput): RgbPicture {
  const { size, spacing, axis, index } = input;
  if (!(index >= 0 && index < size[axis]))
    throw new VolumeError('invalid-value', `Slice ${index} was asked for; axis ${axis} has ${size[axis]}`);
  const [across, down] = (
    [
      [1, 2],
      [0, 2],
      [0, 1],
    ] as const
  )[axis];
  const shortest = Math.min(spacing[across], spacing[down]);
  const zoom = input.zoom ?? 1;
  const columns = Math.max(1, Math.round((size[across] * spacing[across] * zoom) / shortest));
  const rows = Math.max(1, Math.round((size[down] * spacing[down] * zoom) / shortest));
  const strides: Triple = [1, size[0], size[0] * size[1]];
  const start = index * strides[axis];
  const at = (a: number, b: number): number => start + clamp(a, size[across]) * strides[across] + clamp(b, size[down]) * strides[down];
  const [low, high] = percentiles(input.values, input.window ?? [1, 99]) as [number, number];
  const rgb = new Uint8Array(rows * columns * 3);
  const labels = new Uint32Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    const b = (((input.flipVertical ? rows - 1 - y : y) + 0.5) * size[down]) / rows - 0.5;
    for (let x = 0; x < columns; x++) {
      const a = (((input.flipHorizontal ? columns - 1 - x : x) + 0.5) * size[across]) / columns - 0.5;
      const value = bilinear(input.values, at, a, b);
      const grey = high > low ? Math.round(Math.max(0, Math.min(1, (value - low) / (high - low))) * 255) : 0;
      rgb.fill(grey, (y * columns + x) * 3, (y * columns + x) * 3 + 3);
      labels[y * columns + x] = input.labels[at(Math.round(a), Math.round(b))]!;
    }
  }
  paint(rgb, labels, rows, columns, input.colors, Math.max(1, Math.round(zoom / 4)), input.fill ?? 0);
  return { rows, columns, rgb };
}

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at));

function bilinear(values: Values, at: (a: number, b: number) => number, a: number, b: number): number {
  const [a0, b0] = [Math.floor(a), Math.floor(b)];
  const [fa, fb] = [a - a0, b - b0];
  const top = values[at(a0, b0)]! * (1 - fa) + values[at(a0 + 1, b0)]! * fa;
  const bottom = values[at(a0, b0 + 1)]! * (1 - fa) + values[at(a0 + 1, b0 + 1)]! * fa;
  return top * (1 - fb) + bottom * fb;
}

function paint(
  rgb: Uint8Array,
  labels: Uint32Array,
  rows: number,
  columns: number,
  colors: Readonly<Record<number, Rgb>>,
  width: number,
  fill: number,
): void {
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const label = labels[y * columns + x]!;
      const color = colors[label];
      if (label === 0 || !color) continue;
      const other = (dx: number, dy: number): boolean => {
        const [nx, ny] = [x + dx, y + dy];
        return nx < 0 || ny < 0 || nx >= columns || ny >= rows || labels[ny * columns + nx] !== label;
      };
      const edge = other(width, 0) || other(-width, 0) || other(0, width) || other(0, -width);
      const share = edge ? 1 : fill;
      for (let channel = 0; channel < 3; channel++) {
        const offset = (y * columns + x) * 3 + channel;
        rgb[offset] = Math.round(rgb[offset]! * (1 - share) + color[channel]! * share);
      }
    }
  }
}
