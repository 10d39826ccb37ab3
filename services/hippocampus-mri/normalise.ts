import { percentiles } from '@consilium/volume';

/** Share of the voxels, in per cent, that is clipped at either end. */
const CLIP = [1, 99] as const;

/**
 * Brings the intensities of one volume to mean 0 and standard deviation 1 after clipping to its own 1st and 99th
 * percentile. Absolute MR intensities mean nothing: the training cases range from 0..255 to beyond 1,000,000.
 * The order of the values does not matter. The same as `normalise` in train/train.py.
 */
export function normalise(values: ArrayLike<number>): Float32Array {
  const [low = 0, high = 0] = percentiles(Float64Array.from(values), CLIP);
  const clipped = Float64Array.from(values, (value) => Math.min(Math.max(value, low), high));
  let sum = 0;
  for (const value of clipped) sum += value;
  const mean = sum / clipped.length;
  let squares = 0;
  for (const value of clipped) squares += (value - mean) ** 2;
  const deviation = Math.max(Math.sqrt(squares / clipped.length), 1e-6);
  return Float32Array.from(clipped, (value) => (value - mean) / deviation);
}
