import { createRandom, type Random } from './random.ts';

/** A generated volume: index x + X * (y + Y * z), x to the right, y to the front, z up; voxels of 1 mm. */
export interface GeneratedVolume {
  readonly size: readonly [number, number, number];
  /** Signal between 0 and about 1200, whole numbers. */
  readonly values: Int16Array;
  /** Which voxels were drawn as hippocampus: 0 no, 1 front half, 2 rear half. */
  readonly truth: Uint8Array;
}

/** Course of the hippocampus from the tip of its head (0) to the end of its tail (1), in shares of the crop, with half axes in mm. */
const COURSE = [
  { x: 0.55, y: 0.84, z: 0.25, a: 3.6, b: 2.8 },
  { x: 0.51, y: 0.78, z: 0.28, a: 7.6, b: 4.2 },
  { x: 0.46, y: 0.71, z: 0.325, a: 8.6, b: 4.9 },
  { x: 0.42, y: 0.63, z: 0.36, a: 8.2, b: 4.7 },
  { x: 0.37, y: 0.56, z: 0.39, a: 6.8, b: 4.1 },
  { x: 0.34, y: 0.48, z: 0.42, a: 6.0, b: 3.6 },
  { x: 0.34, y: 0.41, z: 0.455, a: 6.0, b: 3.5 },
  { x: 0.36, y: 0.33, z: 0.495, a: 5.8, b: 3.5 },
  { x: 0.4, y: 0.26, z: 0.555, a: 5.6, b: 3.7 },
  { x: 0.47, y: 0.18, z: 0.65, a: 5.4, b: 4.0 },
  { x: 0.52, y: 0.12, z: 0.7, a: 3.4, b: 2.8 },
] as const;

/** Signal of the tissues on a T1-weighted image, cerebrospinal fluid dark and white matter bright. */
const SIGNAL = { white: 880, deepGrey: 760, grey: 560, hippocampus: 520, fluid: 190 } as const;

/**
 * A T1-like crop around one hippocampus, drawn by formula: a curved, tapering tube of grey matter with a bulky head in
 * front, a white-matter sheet under it, fluid over its head and beside its tail, cortex below, smooth shading and noise.
 * It is no picture of any person. Same seed, same voxels.
 */
export function hippocampusCrop(seed: number): GeneratedVolume {
  const random = createRandom(seed);
  const size = [random.integer(34, 36), random.integer(49, 52), random.integer(35, 38)] as const;
  const [X, Y, Z] = size;
  const bulk = 0.94 + 0.16 * random.next();
  const shift = [random.normal(0, 1), random.normal(0, 1), random.normal(0, 1)] as const;
  const waves = Array.from({ length: 6 }, () => wave(random));
  const signal = new Float32Array(X * Y * Z);
  const truth = new Uint8Array(X * Y * Z);
  for (let z = 0; z < Z; z++)
    for (let y = 0; y < Y; y++)
      for (let x = 0; x < X; x++) {
        const i = x + X * (y + Y * z);
        const texture = waves.map((w) => w(x, y, z));
        const at = nearest((x - shift[0]) / X, (y - shift[1]) / Y, (z - shift[2]) / Z, size, bulk);
        signal[i] = tissue(at, x / X, y / Y, z / Z, texture);
        truth[i] = at.outside > 0 ? 0 : at.along < 0.42 ? 1 : 2;
      }
  const smooth = blur(signal, size);
  const bias = wave(random);
  const values = Int16Array.from(smooth, (value, i) => {
    const [x, y, z] = [i % X, Math.floor(i / X) % Y, Math.floor(i / (X * Y))];
    return Math.max(0, Math.round(value * (1 + 0.04 * bias(x / 2, y / 2, z / 2)) + random.normal(0, 28)));
  });
  return { size, values, truth };
}

/** Where a point lies with respect to the tube. */
interface Place {
  /** Distance from the tube's surface in mm, negative inside. */
  readonly outside: number;
  /** 0 head .. 1 tail, of the nearest point of the course. */
  readonly along: number;
  /** Offset from the course in mm: right, up. */
  readonly right: number;
  readonly up: number;
}

/** The course in 61 steps: centre in shares of the crop, half axes in mm. */
const STEPS = Array.from({ length: 61 }, (_, step) => {
  const k = (step / 60) * (COURSE.length - 1);
  const from = COURSE[Math.floor(k)] ?? COURSE[0];
  const to = COURSE[Math.floor(k) + 1] ?? from;
  const mix = (name: 'x' | 'y' | 'z' | 'a' | 'b') => from[name] + (to[name] - from[name]) * (k - Math.floor(k));
  return { along: step / 60, x: mix('x'), y: mix('y'), z: mix('z'), a: mix('a'), b: mix('b') };
});

function nearest(x: number, y: number, z: number, [X, Y, Z]: readonly [number, number, number], bulk: number): Place {
  let best: Place = { outside: Infinity, along: 0, right: 0, up: 0 };
  for (const step of STEPS) {
    const [right, front, up] = [(x - step.x) * X, (y - step.y) * Y, (z - step.z) * Z];
    const [a, b] = [step.a * bulk, step.b * bulk];
    const outside = (Math.sqrt((right / a) ** 2 + (front / 2.4) ** 2 + (up / b) ** 2) - 1) * Math.min(a, b);
    if (outside < best.outside) best = { outside, along: step.along, right, up };
  }
  return best;
}

/** Signal of the tissue at a place; x, y, z as shares of the crop. */
function tissue(at: Place, x: number, y: number, z: number, texture: readonly number[]): number {
  const [t0 = 0, t1 = 0, t2 = 0] = texture;
  if (at.outside <= 0) return SIGNAL.hippocampus + 40 * t0 + (at.outside < -1.5 ? 70 * t1 : 0);
  const floor = 0.16 + 0.44 * (1 - y) ** 1.25; // height of the white sheet under the hippocampus, as a share
  if (at.outside < 1.3 && at.up > 0 && at.along < 0.5 && at.right < 4) return SIGNAL.fluid + 60 * t0; // temporal horn
  if (at.outside < 1.6 && at.up > 0 && at.along > 0.55) return SIGNAL.fluid + 240 + 100 * t1; // choroid fissure
  if (at.outside < 3.4 && at.up < 1.5) return SIGNAL.white + 40 * t0; // white sheet
  const below = floor - z + 0.03 * t1;
  if (below > 0) {
    if (below < 0.07) return SIGNAL.white + 30 * t0;
    if (below < 0.17 + 0.05 * t2) return SIGNAL.grey + 50 * t0;
    return SIGNAL.fluid + 130 + 120 * t1;
  }
  if (y < 0.16 && z > 0.72) return SIGNAL.fluid; // atrium of the ventricle
  const cistern = Math.abs(x - 0.68 - 0.12 * (y - 0.5) - 0.03 * t2) * 35;
  if (z < 0.62 && y < 0.75 && y > 0.15 && cistern < 1.3) return SIGNAL.fluid + 60 * t1;
  if (x > 0.7 && z < 0.7) return SIGNAL.deepGrey + 90 * t0; // brain stem
  if (x < 0.14 && z < 0.75) return SIGNAL.white + 30 * t1;
  return (y > 0.72 ? SIGNAL.grey + 120 : SIGNAL.deepGrey) + 70 * t0 + 50 * t1;
}

/** A smooth wave between -1 and 1 of random direction, 9 to 16 mm long. */
function wave(random: Random): (x: number, y: number, z: number) => number {
  const [kx, ky, kz] = [random.normal(0, 1), random.normal(0, 1), random.normal(0, 1)];
  const scale = (2 * Math.PI) / ((9 + 7 * random.next()) * Math.hypot(kx, ky, kz));
  const phase = 2 * Math.PI * random.next();
  return (x, y, z) => Math.sin(scale * (kx * x + ky * y + kz * z) + phase);
}

/** Weights 1 4 1 along each axis: the partial volume of a scanner's voxels. */
function blur(values: Float32Array, [X, Y, Z]: readonly [number, number, number]): Float32Array {
  let from = values;
  for (const [stride, n] of [
    [1, X],
    [X, Y],
    [X * Y, Z],
  ] as const) {
    from = from.map((value, i) => {
      const place = Math.floor(i / stride) % n;
      const before = place > 0 ? from[i - stride] : value;
      const after = place < n - 1 ? from[i + stride] : value;
      return ((before ?? 0) + 4 * value + (after ?? 0)) / 6;
    });
  }
  return from;
}
