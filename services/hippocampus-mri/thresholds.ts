import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Numbers that were set on the training and validation split, never on the test split; `train/reliability.ts` writes
 * them to model/thresholds.json with the counts that they rest on.
 */
export interface Thresholds {
  /** The half turn is chosen where the header's entropy is more than this many times the half turn's. */
  readonly orientationRatio: number;
  /** Below this ratio of the other orientation's entropy to the chosen one's, the orientation is to be checked. */
  readonly orientationSure: number;
  /** Above: check. */
  readonly entropy: number;
  /** Below: check. */
  readonly agreement: number;
  /** Above: check. */
  readonly removed: number;
  /** Whole volume in mL outside this range: check. */
  readonly volumeMl: readonly [number, number];
  /** Share of the anterior part in the whole outside this range: check. */
  readonly anteriorShare: readonly [number, number];
  /** Above: no hippocampus was found; the crop is declined. */
  readonly declineEntropy: number;
  /** Below, in mL: no hippocampus was found; the crop is declined. */
  readonly declineVolumeMl: number;
}

/** Relative error of a volume on the validation split: mean and the half width of its 95 % prediction interval. */
export interface VolumeError {
  readonly bias: number;
  readonly halfWidth: number;
}
export type Part = 'anterior' | 'posterior' | 'whole';

export interface Tables {
  readonly thresholds: Thresholds;
  readonly volumeError: Readonly<Record<Part, VolumeError>>;
}

/** Reads model/thresholds.json of the service's folder. */
export async function readTables(folder: string): Promise<Tables> {
  return JSON.parse(await readFile(join(folder, 'model', 'thresholds.json'), 'utf8')) as Tables;
}
