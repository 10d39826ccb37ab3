import type { Size } from '../network.ts';

/** Damages a volume in R, A, S order, index x + X * (y + Y * z). Deterministic. */
export type Damage = (values: Float32Array, size: Size) => Float32Array;

const deviation = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

const noise =
  (share: number): Damage =>
  (values) => {
    let state = 12345;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 1) / 4294967297;
    };
    const sigma = share * deviation(values);
    return values.map((value) => value + sigma * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
  };

/** Moves each value from the voxel that `from` names; outside: the darkest value. */
const warp =
  (from: (x: number, y: number, z: number, size: Size) => readonly [number, number, number]): Damage =>
  (values, size) => {
    const [X, Y, Z] = size;
    const dark = values.reduce((low, value) => Math.min(low, value), Infinity);
    return values.map((_, i) => {
      const [x, y, z] = from(i % X, Math.floor(i / X) % Y, Math.floor(i / (X * Y)), size).map(Math.round) as [number, number, number];
      return x < 0 || y < 0 || z < 0 || x >= X || y >= Y || z >= Z ? dark : (values[x + X * (y + Y * z)] ?? dark);
    });
  };

const box =
  (axis: 0 | 1 | 2, reach: number): Damage =>
  (values, size) => {
    const stride = [1, size[0], size[0] * size[1]][axis] ?? 1;
    return values.map((value, i) => {
      const place = Math.floor(i / stride) % size[axis];
      let sum = 0;
      for (let d = -reach; d <= reach; d++) sum += place + d < 0 || place + d >= size[axis] ? value : (values[i + d * stride] ?? 0);
      return sum / (2 * reach + 1);
    });
  };

const chain =
  (...damages: Damage[]): Damage =>
  (values, size) =>
    damages.reduce((from, damage) => damage(from, size), values);

const ghost =
  (shift: number, share: number): Damage =>
  (values, size) => {
    const moved = warp((x, y, z) => [x, (y + shift) % size[1], z])(values, size);
    return values.map((value, i) => (1 - share) * value + share * (moved[i] ?? 0));
  };

const turn = (degrees: number): Damage => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return warp((x, y, z, [, Y, Z]) => {
    const [dy, dz] = [y - Y / 2, z - Z / 2];
    return [x, Y / 2 + cos * dy - sin * dz, Z / 2 + sin * dy + cos * dz];
  });
};

const scale = (factor: number): Damage =>
  warp((x, y, z, [X, Y, Z]) => [X / 2 + factor * (x - X / 2), Y / 2 + factor * (y - Y / 2), Z / 2 + factor * (z - Z / 2)]);

/** What changes the values and leaves the anatomy where it is: noise, blur, motion, thick slices, wrong contrast, parts missing. */
const OF_VALUES: Readonly<Record<string, Damage>> = {
  none: (values) => values,
  'noise 0.5': noise(0.5),
  'noise 1': noise(1),
  'noise 2': noise(2),
  'noise 4': noise(4),
  'blur 3': chain(box(0, 1), box(1, 1), box(2, 1)),
  'blur 5': chain(box(0, 2), box(1, 2), box(2, 2)),
  'blur 9': chain(box(0, 4), box(1, 4), box(2, 4)),
  'thick 5': box(2, 2),
  'thick 9': box(2, 4),
  'ghost 0.3': ghost(9, 0.3),
  'ghost 0.5': ghost(9, 0.5),
  inverted: (values) => values.map((value) => -value),
  'front half missing': warp((x, y, z, [, Y]) => [x, y > Y / 2 ? -1 : y, z]),
  'lower half missing': warp((x, y, z, [, , Z]) => [x, y, z < Z / 2 ? -1 : z]),
};

/** What moves the anatomy; the label moves with it. */
const OF_PLACE: Readonly<Record<string, Damage>> = {
  'shift y 10': warp((x, y, z) => [x, y - 10, z]),
  'shift y 18': warp((x, y, z) => [x, y + 18, z]),
  'shift z 10': warp((x, y, z) => [x, y, z - 10]),
  'shift x 12': warp((x, y, z) => [x + 12, y, z]),
  'turned 25': turn(25),
  'turned 50': turn(50),
  upside: warp((x, y, z, [, , Z]) => [x, y, Z - 1 - z]),
  'smaller 0.7': scale(1 / 0.7),
  'larger 1.4': scale(1 / 1.4),
};

export interface Case {
  readonly values: Float32Array;
  readonly labels: Float32Array;
}

/** The same case damaged in every way, by the name of the damage; `none` is the case as it is. */
export const damaged = ({ values, labels }: Case, size: Size): Readonly<Record<string, Case>> => ({
  ...Object.fromEntries(Object.entries(OF_VALUES).map(([name, damage]) => [name, { values: damage(values, size), labels }])),
  ...Object.fromEntries(
    Object.entries(OF_PLACE).map(([name, damage]) => [name, { values: damage(values, size), labels: damage(labels, size) }]),
  ),
});
