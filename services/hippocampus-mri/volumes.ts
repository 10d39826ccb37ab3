import type { VolumeError } from './thresholds.ts';

/** A measured volume in mL with the interval in which the true one lies in 95 % of cases like those of the validation split. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param error relative error (measured / true - 1) on the validation split: mean and half width of the 95 % prediction
 * interval. The value itself is the voxel count and is not corrected for the bias.
 */
export function withInterval(volumeMl: number, error: VolumeError): Measured {
  return {
    value: volumeMl,
    low: volumeMl / (1 + error.bias + error.halfWidth),
    high: volumeMl / Math.max(1 + error.bias - error.halfWidth, 0.1),
  };
}
