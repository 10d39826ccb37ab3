import { VolumeError } from './errors.ts';
import type { Values } from './volume.ts';

/**
 * The value below which `p` percent of the values lie, interpolated between neighbours as numpy's default (`linear`) does.
 * @param p 0 to 100; several at once sort only once
 */
export function percentiles(values: Values, ps: readonly number[]): number[] {
  if (values.length === 0) throw new VolumeError('invalid-value', 'A percentile of no values was asked for');
  const sorted = values.slice().sort();
  return ps.map((p) => {
    if (!(p >= 0 && p <= 100)) throw new VolumeError('invalid-value', `Percentile ${p} was asked for; 0 to 100 exist`);
    const at = (p / 100) * (sorted.length - 1);
    const below = Math.floor(at);
    const a = sorted[below]!;
    const b = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return a + (b - a) * (at - below);
  });
}
export const percentile = (values: Values, p: number): number => percentiles(values, [p])[0]!;
