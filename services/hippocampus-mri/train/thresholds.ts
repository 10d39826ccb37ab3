/**
 * Turns the measurements of reliability.ts into the numbers of the service:
 *
 *     node train/thresholds.ts train/reliability.jsonl
 *
 * Writes model/thresholds.json and prints what the numbers do on the splits that they were set on.
 *
 * How they are set: the limit of the entropy lies 0.01 below the lowest entropy of any case, damaged or not, whose anterior
 * or posterior Dice is below 0.60; those of volume and share lie outside all true labels by a margin. Every such case must
 * then be declined or carry a check, and few undamaged ones may. The intervals of the volumes are 95 % prediction
 * intervals of the relative error on the validation split.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doubts, notFound, volumesOf } from '../reliability.ts';
import type { Evidence } from '../segment.ts';
import type { Tables, Thresholds, VolumeError } from '../thresholds.ts';

interface Line extends Evidence {
  readonly split: 'validation' | 'train';
  readonly case: string;
  readonly damage: string;
  readonly diceAnterior: number;
  readonly dicePosterior: number;
  readonly trueAnterior: number;
  readonly truePosterior: number;
}

const [path] = process.argv.slice(2);
if (!path) throw new Error('name the lines that reliability.ts wrote: node train/thresholds.ts FILE');
const lines = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const clean = lines.filter((line) => line.damage === 'none');
const validation = clean.filter((line) => line.split === 'validation');
const ml = (line: Line) => (line.anterior + line.posterior) / 1000;
const share = (line: Line) => line.anterior / (line.anterior + line.posterior);
const trueMl = clean.map((line) => (line.trueAnterior + line.truePosterior) / 1000);
const trueShare = clean.map((line) => line.trueAnterior / (line.trueAnterior + line.truePosterior));
/** A result that nobody should trust unseen. */
const isBad = (line: Line) => Math.min(line.diceAnterior, line.dicePosterior) < 0.6;
const round = (value: number, step: number) => Number((Math.round(value / step) * step).toFixed(4));

const thresholds: Thresholds = {
  orientationRatio: 1.25,
  orientationSure: 1.4,
  entropy: round(Math.min(...lines.filter(isBad).map((line) => line.entropy)) - 0.01, 0.01),
  agreement: 0.9,
  removed: 0.05,
  volumeMl: [round(Math.min(...trueMl) * 0.85, 0.1), round(Math.max(...trueMl) * 1.15, 0.1)],
  anteriorShare: [round(Math.min(...trueShare) - 0.04, 0.01), round(Math.max(...trueShare) + 0.04, 0.01)],
  declineEntropy: 0.6,
  declineVolumeMl: 0.5,
};

/** Two-sided 95 % quantile of Student's t for n - 1 = 14 degrees of freedom. */
const T14 = 2.145;
function relativeError(measured: (line: Line) => number, real: (line: Line) => number): VolumeError {
  const errors = validation.map((line) => measured(line) / real(line) - 1);
  const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - bias) ** 2, 0) / (errors.length - 1));
  return { bias: round(bias, 0.0001), halfWidth: round(T14 * deviation * Math.sqrt(1 + 1 / errors.length), 0.0001) };
}
const volumeError = {
  anterior: relativeError(
    (line) => line.anterior,
    (line) => line.trueAnterior,
  ),
  posterior: relativeError(
    (line) => line.posterior,
    (line) => line.truePosterior,
  ),
  whole: relativeError(
    (line) => line.anterior + line.posterior,
    (line) => line.trueAnterior + line.truePosterior,
  ),
};

const seen = lines.map((line) => {
  const volumes = volumesOf(line, 1 / 1000);
  const declined = notFound(line, volumes, thresholds) !== undefined;
  const checked = !declined && doubts(line, volumes, thresholds).length > 0;
  return { ...line, declined, checked, bad: isBad(line) };
});
const count = (which: (line: (typeof seen)[number]) => boolean) => seen.filter(which).length;
const basis = {
  source: 'Medical Segmentation Decathlon Task04, the training and validation split of train/train.py; written by train/thresholds.ts',
  cases: { validation: validation.length, train: clean.length - validation.length },
  checkedOrDeclined: {
    validation: count((line) => line.damage === 'none' && line.split === 'validation' && (line.checked || line.declined)),
    train: count((line) => line.damage === 'none' && line.split === 'train' && (line.checked || line.declined)),
  },
  damagedValidation: {
    runs: count((line) => line.damage !== 'none'),
    diceBelow060: count((line) => line.damage !== 'none' && line.bad),
    ofTheseNeitherCheckedNorDeclined: count((line) => line.damage !== 'none' && line.bad && !line.checked && !line.declined),
  },
  orientation: {
    cases: clean.length,
    rightWithTrueHeader: clean.filter((line) => !line.rotated).length,
    // with a turned header the two candidates change places, so the half turn is chosen where the ratio passes the threshold
    rightWithTurnedHeader: clean.filter((line) => !line.rotated && line.orientationRatio > thresholds.orientationRatio).length,
    lowestRatio: round(Math.min(...clean.map((line) => line.orientationRatio)), 0.01),
  },
};
const tables: Tables & { readonly basis: typeof basis } = { thresholds, volumeError, basis };
writeFileSync(join(import.meta.dirname, '..', 'model', 'thresholds.json'), `${JSON.stringify(tables, null, 2)}\n`);
console.log(JSON.stringify(tables, null, 2));
for (const line of seen.filter((one) => one.bad && !one.checked && !one.declined))
  console.log(
    'missed',
    line.case,
    line.damage,
    line.entropy.toFixed(3),
    line.agreement.toFixed(3),
    ml(line),
    share(line).toFixed(2),
    line.diceAnterior.toFixed(3),
    line.dicePosterior.toFixed(3),
  );
