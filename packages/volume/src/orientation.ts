import { VolumeError } from './errors.ts';
import type { Triple, Values, Volume } from './volume.ts';

/** Where the axes of an array point: `RAS` grows to the right, to the front, to the head. */
export type Orientation = `${'R' | 'L'}${'A' | 'P'}${'S' | 'I'}` | (string & {});

/** How the axes of one array become those of another: a permutation with flips, never an interpolation. */
export interface AxisMap {
  /** Size of the array before. */
  readonly from: Triple;
  /** For each new axis, the old axis it is. */
  readonly axes: Triple;
  /** For each new axis, whether it runs the other way. */
  readonly flips: readonly [boolean, boolean, boolean];
}

const LETTERS = ['RL', 'AP', 'SI'] as const;

/** The orientation nearest to an affine: each array axis is named after the patient axis that it follows most. */
export function orientationOf(affine: readonly number[]): Orientation {
  return nearestAxes(affine)
    .map(({ axis, sign }) => LETTERS[axis]!.charAt(sign > 0 ? 0 : 1))
    .join('');
}

/** For each array axis the patient axis (0 R, 1 A, 2 S); the assignment with the greatest sum of cosines, so that no axis is taken twice. */
function nearestAxes(affine: readonly number[]): readonly { axis: number; sign: number }[] {
  const cosine = (row: number, column: number): number => {
    const length = Math.hypot(affine[column]!, affine[4 + column]!, affine[8 + column]!);
    if (!(length > 0))
      throw new VolumeError('invalid-value', `Column ${column + 1} of the affine is zero; each array axis needs a direction`);
    return affine[row * 4 + column]! / length;
  };
  const assignments = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const fit = (assignment: readonly number[]): number => assignment.reduce((sum, axis, column) => sum + Math.abs(cosine(axis, column)), 0);
  const best = assignments.reduce((a, b) => (fit(b) > fit(a) + 1e-9 ? b : a));
  return best.map((axis, column) => ({ axis, sign: cosine(axis, column) < 0 ? -1 : 1 }));
}

/**
 * The same image with its array axes in the order and direction asked for (`RAS` if not given). Voxels are moved, not
 * interpolated: an oblique image stays as oblique as it was. `map` takes the way back with `restoreOrientation`.
 */
export function toOrientation<T extends Values>(volume: Volume<T>, target: Orientation = 'RAS'): { volume: Volume<T>; map: AxisMap } {
  const wanted = [...target].map((letter) => {
    const axis = LETTERS.findIndex((pair) => pair.includes(letter));
    return { axis, sign: axis >= 0 && LETTERS[axis]!.charAt(0) === letter ? 1 : -1 };
  });
  if (wanted.length !== 3 || wanted.some(({ axis }) => axis < 0) || new Set(wanted.map(({ axis }) => axis)).size !== 3) {
    throw new VolumeError('invalid-value', `"${target}" is not an orientation; give one letter of R/L, A/P and S/I each, such as RAS`);
  }
  const present = nearestAxes(volume.affine);
  const axes = wanted.map(({ axis }) => present.findIndex((candidate) => candidate.axis === axis)) as unknown as Triple;
  const flips = wanted.map(({ sign }, index) => present[axes[index]!]!.sign !== sign) as unknown as AxisMap['flips'];
  const map: AxisMap = { from: volume.size, axes, flips };
  const affine = [0, 1, 2].flatMap((row) => {
    const old = volume.affine.slice(row * 4, row * 4 + 4);
    const columns = axes.map((axis, index) => (flips[index] ? -old[axis]! : old[axis]!) + 0);
    const origin = axes.reduce((sum, axis, index) => sum + (flips[index] ? old[axis]! * (volume.size[axis]! - 1) : 0), old[3]!);
    return [...columns, origin];
  });
  return {
    volume: {
      size: pick(volume.size, axes),
      spacing: pick(volume.spacing, axes),
      affine: [...affine, 0, 0, 0, 1],
      values: reordered(volume.values, map),
    },
    map,
  };
}

/** Values in the new array order of an axis map. */
export function reordered<T extends Values>(values: T, map: AxisMap): T {
  const result = values.slice() as T;
  walk(map, (before, after) => {
    result[after] = values[before]!;
  });
  return result;
}

/** Takes values in the order that `toOrientation` gave, such as a label map, back to the order before. */
export function restoreOrientation<T extends Values>(values: T, map: AxisMap): T {
  const result = values.slice() as T;
  walk(map, (before, after) => {
    result[before] = values[after]!;
  });
  return result;
}

function walk({ from, axes, flips }: AxisMap, visit: (before: number, after: number) => void): void {
  const strides = [1, from[0], from[0] * from[1]];
  const size = pick(from, axes);
  const step = axes.map((axis, index) => (flips[index] ? -strides[axis]! : strides[axis]!)) as unknown as Triple;
  const start = axes.reduce((sum, axis, index) => sum + (flips[index] ? strides[axis]! * (from[axis]! - 1) : 0), 0);
  let after = 0;
  for (let z = 0; z < size[2]; z++) {
    for (let y = 0; y < size[1]; y++) {
      let before = start + z * step[2] + y * step[1];
      for (let x = 0; x < size[0]; x++, before += step[0]) visit(before, after++);
    }
  }
}
const pick = (triple: Triple, axes: Triple): Triple => [triple[axes[0]]!, triple[axes[1]]!, triple[axes[2]]!];
