import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bench, BenchCase, Metric } from '@consilium/contract';
import { dice, hausdorff95, readNifti, type Volume } from '@consilium/volume';
import { openAnalyser } from './analyse.ts';
import service from './service.ts';

const METRICS = ['dice', 'diceAnterior', 'dicePosterior', 'diceWhole', 'hd95Mm', 'volumeError'] as const;
type Figures = Readonly<Record<(typeof METRICS)[number], number>>;
/** Resamples of the bootstrap over cases, and its fixed seed. */
const RESAMPLES = 2000;
const SEED = 20261122;

/**
 * Runs the service's own code path over `images/*.nii.gz` against `labels/*.nii.gz`.
 *
 * `dice` is the mean of the anterior and the posterior Dice, `hd95Mm` the mean of their 95th-percentile surface distances,
 * `volumeError` the absolute relative error of the whole volume. A structure that is empty in both counts as 1.
 */
export const bench: Bench = async (folder, onProgress) => {
  const names = (await readdir(join(folder, 'images'))).filter((name) => name.endsWith('.nii.gz')).sort();
  if (names.length === 0)
    throw new Error(`${join(folder, 'images')} holds no *.nii.gz file: give a folder laid out images/*.nii.gz and labels/*.nii.gz`);
  const analyser = await openAnalyser(import.meta.dirname);
  const perCase: BenchCase[] = [];
  let seconds = 0;
  for (const [i, name] of names.entries()) {
    const started = performance.now();
    const analysis = await analyser.analyse(await load(join(folder, 'images', name)));
    seconds += (performance.now() - started) / 1000;
    const truth = await load(join(folder, 'labels', name));
    const title = basename(name, '.nii.gz');
    perCase.push(
      analysis.declined
        ? { case: title, declined: analysis.declined.en }
        : { case: title, ...rounded(figures(analysis.labelMap, truth)), check: analysis.checks.length > 0 },
    );
    onProgress?.(i + 1, names.length, title);
  }
  await analyser.close();
  const measured = perCase.filter((one) => one.declined === undefined);
  return {
    service: service.name,
    version: service.version,
    n: measured.length,
    declined: perCase.length - measured.length,
    metrics: Object.fromEntries(METRICS.map((metric) => [metric, bootstrap(measured.map((one) => one[metric] as number))])),
    secondsPerCase: round(seconds / names.length, 3),
    perCase,
  };
};

async function load(path: string): Promise<Volume> {
  return readNifti(gunzipSync(await readFile(path)));
}

function figures(found: Uint8Array, truth: Volume): Figures {
  const expected = Uint8Array.from(truth.values, Math.round); // two label files of the Decathlon are float32
  const either = (labels: Uint8Array) => labels.map((label) => Number(label > 0));
  const only = (labels: Uint8Array, label: number) => labels.map((value) => Number(value === label));
  const [diceAnterior, dicePosterior] = [dice(found, expected, 1), dice(found, expected, 2)];
  const distance = (label: number) => hausdorff95(only(found, label), only(expected, label), truth.size, truth.spacing);
  const [measured, real] = [either(found), either(expected)].map((mask) => mask.reduce((n, value) => n + value, 0)) as [number, number];
  return {
    dice: (diceAnterior + dicePosterior) / 2,
    diceAnterior,
    dicePosterior,
    diceWhole: dice(either(found), either(expected), 1),
    hd95Mm: (distance(1) + distance(2)) / 2,
    volumeError: Math.abs(measured / real - 1),
  };
}

/** Mean with the 2.5th and 97.5th percentile of the means of resampled cases. Same cases, same interval. */
function bootstrap(values: readonly number[]): Metric {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  let state = SEED;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // linear congruential, Numerical Recipes
    return state / 4294967296;
  };
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => values[Math.floor(next() * values.length)] ?? 0))).sort(
    (a, b) => a - b,
  );
  const at = (share: number) => round(means[Math.round(share * (RESAMPLES - 1))] ?? 0);
  return { value: round(mean(values)), low: at(0.025), high: at(0.975) };
}

const round = (value: number, digits = 4): number => Number(value.toFixed(digits));
const rounded = (all: Figures): Figures =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, round(value)])) as unknown as Figures;
