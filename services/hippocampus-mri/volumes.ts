import type { Volumes } from './reliability.ts';
import type { Part, VolumeError } from './thresholds.ts';

/** A measured volume in mL with the interval in which the true one lies in 95 % of cases like those of the validation split. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Volumes as they are reported: two decimals, the whole as the sum of the two parts that the reader sees.
 * @param errors relative error (measured / true - 1) on the validation split: mean and half width of the 95 % prediction
 * interval. The value itself is the voxel count and is not corrected for the bias.
 */
export function measuredVolumes(volumesMl: Volumes, errors: Readonly<Record<Part, VolumeError>>): Readonly<Record<Part, Measured>> {
  const [anterior, posterior] = [hundredths(volumesMl.anterior), hundredths(volumesMl.posterior)];
  return {
    anterior: withInterval(anterior, errors.anterior),
    posterior: withInterval(posterior, errors.posterior),
    whole: withInterval(hundredths(anterior + posterior), errors.whole),
  };
}

function withInterval(value: number, { bias, halfWidth }: VolumeError): Measured {
  return { value, low: hundredths(value / (1 + bias + halfWidth)), high: hundredths(value / Math.max(1 + bias - halfWidth, 0.1)) };
}

/** To two decimals, halves up, whatever the binary fraction makes of 1.585. */
const hundredths = (value: number): number => Math.round(Number((value * 100).toFixed(6))) / 100;
