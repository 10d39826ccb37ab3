import { createRandom } from './random.ts';

/** Slices of a generated head as a scanner would have taken them. */
export interface HeadStack {
  readonly columns: number;
  readonly rows: number;
  /** Pixel distance and slice thickness, mm. */
  readonly spacing: number;
  readonly thickness: number;
  readonly cosines: readonly number[];
  readonly slices: readonly { readonly pixels: Int16Array; readonly position: readonly number[] }[];
}

/** Distance of the slices in mm: thickness and gap. */
const STEP = 6.5;
/** Tilt of the slices about the left-right axis. */
const TILT = (12 * Math.PI) / 180;
/** Signal on a T2-weighted image: fluid bright, white matter dark. */
const SIGNAL = { fluid: 1000, grey: 620, white: 420, scalp: 520, bone: 60 } as const;

/** A T2-like whole head of nested ellipsoids: 22 oblique slices, 5 mm thick, 6.5 mm apart. Same seed, same pixels. */
export function wholeHeadStack(seed: number): HeadStack {
  const random = createRandom(seed);
  const [columns, rows, spacing] = [160, 184, 1.25];
  const scale = 0.96 + 0.08 * random.next();
  const phase = 6 * random.next();
  const row = [1, 0, 0];
  const column = [0, Math.cos(TILT), Math.sin(TILT)];
  const normal = [0, -Math.sin(TILT), Math.cos(TILT)];
  const slices = Array.from({ length: 22 }, (_, k) => {
    const corner = [0, 1, 2].map(
      (axis) =>
        (k - 10.5) * STEP * (normal[axis] ?? 0) - (columns / 2) * spacing * (row[axis] ?? 0) - (rows / 2) * spacing * (column[axis] ?? 0),
    );
    const pixels = Int16Array.from({ length: columns * rows }, (_pixel, i) => {
      const [x = 0, y = 0, z = 0] = corner.map(
        (from, axis) => from + (i % columns) * spacing * (row[axis] ?? 0) + Math.floor(i / columns) * spacing * (column[axis] ?? 0),
      );
      return Math.max(0, Math.round(tissue(x / scale, y / scale, z / scale, phase) + random.normal(0, 18)));
    });
    return { pixels, position: corner.map((value) => Number(value.toFixed(4))) };
  });
  return { columns, rows, spacing, thickness: 5, cosines: [...row, ...column].map((value) => Number(value.toFixed(6))), slices };
}

/** Signal at a place in mm, the middle of the head at 0; x to the left, y to the back, z up. */
function tissue(x: number, y: number, z: number, phase: number): number {
  const head = Math.hypot(x / 74, y / 94, (z - 4) / 84);
  if (head > 1) return 0;
  if (head > 0.93) return SIGNAL.scalp;
  if (head > 0.87) return SIGNAL.bone;
  if (head > 0.84) return SIGNAL.fluid;
  const fold = 0.035 * Math.sin(x / 6 + phase) * Math.sin(y / 7) + 0.03 * Math.sin(z / 6 + y / 9 + phase);
  if (head > 0.78 + fold) return SIGNAL.grey;
  if (Math.abs(x) < 1.2 && head > 0.5) return SIGNAL.fluid; // between the hemispheres
  const ventricle = Math.hypot((Math.abs(x) - 9 - Math.abs(y) / 9) / 6, (y + 2) / 34, (z - 14 + (y * y) / 160) / 9);
  if (ventricle < 1) return SIGNAL.fluid;
  const core = Math.hypot((Math.abs(x) - 18) / 13, (y + 4) / 22, (z - 2) / 12);
  return core < 1 ? SIGNAL.grey - 60 : SIGNAL.white;
}
