import { join } from 'node:path';
import { bench } from '../services/hippocampus-mri/bench.ts';
import { DATA } from '../stories/platform.ts';
import type { Figure } from './figure.ts';

/** Segmentation against labels on the shared cases: those of the training split are seen cases, so that this is no evidence, only a check that nothing broke. */
export async function benchHippocampus(): Promise<readonly Figure[]> {
  if (!DATA) return [{ what: 'no labelled cases here', value: '-', unit: '' }];
  const result = await bench(join(DATA, 'hippocampus-mri'));
  return Object.entries(result.metrics).map(([what, m]) => ({
    what,
    value: m.value.toFixed(4),
    unit: '',
    note: `95 % ${m.low.toFixed(4)} to ${m.high.toFixed(4)}, ${result.n} cases, most of them seen in training`,
  }));
}
