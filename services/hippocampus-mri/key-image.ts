import type { Size } from './network.ts';

/** An 8-bit RGB picture, index 3 * (x + width * y). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

type Colour = readonly [number, number, number];
/** The masks' first two colours in the workbench (tokens `--m1`, `--m2`): anterior orange, posterior sky. */
export const COLOURS: Readonly<Record<1 | 2, Colour>> = { 1: [240, 160, 32], 2: [86, 190, 240] };
/** Screen pixels for each voxel, between the panels, and of the outline. */
const SCALE = 6;
const GAP = 12;
const LINE = 1.5;

/** One panel: how many voxels wide and high, and which voxel lies at a column and row. */
interface Panel {
  readonly columns: number;
  readonly rows: number;
  readonly voxel: (column: number, row: number) => number;
}

/**
 * Axial, coronal and sagittal section, each through the plane with the most hippocampus, with the outline of both parts.
 * Values and labels in R, A, S order. Drawn as radiologists read: anterior or superior up, the patient's right on the
 * left side; the sagittal panel has anterior on the left.
 */
export function keyImage(values: ArrayLike<number>, labelMap: Uint8Array, size: Size): Picture {
  const panels = [
    axial(size, fullest(labelMap, size, 2)),
    coronal(size, fullest(labelMap, size, 1)),
    sagittal(size, fullest(labelMap, size, 0)),
  ];
  const width = panels.reduce((sum, panel) => sum + panel.columns * SCALE, 0) + GAP * (panels.length - 1);
  const height = Math.max(...panels.map((panel) => panel.rows)) * SCALE;
  const rgb = new Uint8Array(width * height * 3);
  const grey = window(values);
  let left = 0;
  for (const panel of panels) {
    const top = Math.floor((height - panel.rows * SCALE) / 2);
    for (let y = 0; y < panel.rows * SCALE; y++)
      for (let x = 0; x < panel.columns * SCALE; x++) {
        const level = interpolate(panel, grey, (x + 0.5) / SCALE - 0.5, (y + 0.5) / SCALE - 0.5);
        rgb.set(outline(panel, labelMap, x, y) ?? [level, level, level], 3 * (left + x + width * (top + y)));
      }
    left += panel.columns * SCALE + GAP;
  }
  return { width, height, rgb };
}

const axial = ([X, Y, Z]: Size, z: number): Panel => ({
  columns: X,
  rows: Y,
  voxel: (column, row) => X - 1 - column + X * (Y - 1 - row + Y * Math.min(z, Z - 1)),
});
const coronal = ([X, Y, Z]: Size, y: number): Panel => ({
  columns: X,
  rows: Z,
  voxel: (column, row) => X - 1 - column + X * (y + Y * (Z - 1 - row)),
});
const sagittal = ([X, Y, Z]: Size, x: number): Panel => ({
  columns: Y,
  rows: Z,
  voxel: (column, row) => x + X * (Y - 1 - column + Y * (Z - 1 - row)),
});

/** The plane across an axis with the most labelled voxels; the first of equals. */
function fullest(labelMap: Uint8Array, size: Size, axis: 0 | 1 | 2): number {
  const stride = [1, size[0], size[0] * size[1]][axis] ?? 1;
  const counts = new Array<number>(size[axis]).fill(0);
  labelMap.forEach((label, i) => {
    const plane = Math.floor(i / stride) % size[axis];
    if (label > 0) counts[plane] = (counts[plane] ?? 0) + 1;
  });
  return counts.indexOf(Math.max(...counts));
}

/** Grey levels 0..255 between the 0.5th and the 99.5th percentile. */
function window(values: ArrayLike<number>): Uint8Array {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor(0.005 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.995 * (sorted.length - 1))] ?? 1;
  return Uint8Array.from(values, (value) => Math.round((255 * (Math.min(Math.max(value, low), high) - low)) / Math.max(high - low, 1e-9)));
}

function interpolate(panel: Panel, grey: Uint8Array, x: number, y: number): number {
  const inside = (value: number, n: number) => Math.min(Math.max(value, 0), n - 1);
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  let level = 0;
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const weight = (dx ? x - x0 : 1 - x + x0) * (dy ? y - y0 : 1 - y + y0);
    level += weight * (grey[panel.voxel(inside(x0 + dx, panel.columns), inside(y0 + dy, panel.rows))] ?? 0);
  }
  return Math.round(level);
}

/** Colour of a screen pixel on the inner edge of a labelled voxel that borders on another label. */
function outline(panel: Panel, labelMap: Uint8Array, x: number, y: number): Colour | undefined {
  const [column, row] = [Math.floor(x / SCALE), Math.floor(y / SCALE)];
  const labelAt = (c: number, r: number) =>
    c < 0 || r < 0 || c >= panel.columns || r >= panel.rows ? 0 : (labelMap[panel.voxel(c, r)] ?? 0);
  const label = labelAt(column, row);
  if (label === 0) return undefined;
  const [dx, dy] = [x % SCALE, y % SCALE];
  const edge =
    (dx < LINE && labelAt(column - 1, row) !== label) ||
    (dx >= SCALE - LINE && labelAt(column + 1, row) !== label) ||
    (dy < LINE && labelAt(column, row - 1) !== label) ||
    (dy >= SCALE - LINE && labelAt(column, row + 1) !== label);
  return edge ? COLOURS[label === 1 ? 1 : 2] : undefined;
}
