/**
 * Measures what the thresholds and intervals of the service rest on, on the training and validation split only:
 *
 *     node train/reliability.ts --data DIR > train/reliability.jsonl
 *
 * One line of JSON a run: each case as it is, with the evidence for both orientations, and each validation case under the
 * damages of stress.ts. `train/thresholds.ts` turns the lines into model/thresholds.json.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { dice, readNifti } from '@consilium/volume';
import { loadNetwork, type Size } from '../network.ts';
import { segment } from '../segment.ts';
import { readTables } from '../thresholds.ts';
import { splitCases } from './split.ts';
import { damaged } from './stress.ts';

const { values: options } = parseArgs({ options: { data: { type: 'string' } } });
if (!options.data) throw new Error('--data DIR is missing: the folder with images/ and labels/');
const service = join(import.meta.dirname, '..');
const read = (part: string, name: string) => readNifti(gunzipSync(readFileSync(join(options.data ?? '', part, `${name}.nii.gz`))));
const names = readdirSync(join(options.data, 'images'))
  .filter((name) => name.endsWith('.nii.gz'))
  .map((name) => name.slice(0, -7));
const { validation, train } = splitCases(names);
const network = await loadNetwork(join(service, 'model', 'hippocampus.onnx'));
const { thresholds } = await readTables(service);

for (const part of [
  { split: 'validation', cases: validation },
  { split: 'train', cases: train },
])
  for (const name of part.cases) {
    const image = read('images', name);
    const size = image.size as Size;
    const asIs = { values: Float32Array.from(image.values), labels: Float32Array.from(read('labels', name).values, Math.round) };
    for (const [damage, { values, labels }] of Object.entries(part.split === 'validation' ? damaged(asIs, size) : { none: asIs })) {
      const expected = Uint8Array.from(labels);
      const { labelMap, evidence } = await segment(network, values, size, thresholds);
      const figures = { diceAnterior: dice(labelMap, expected, 1), dicePosterior: dice(labelMap, expected, 2) };
      console.log(
        JSON.stringify({
          split: part.split,
          case: name,
          damage,
          ...evidence,
          ...figures,
          trueAnterior: count(expected, 1),
          truePosterior: count(expected, 2),
        }),
      );
    }
  }
await network.close();

function count(labels: Uint8Array, label: number): number {
  return labels.reduce((n, value) => n + Number(value === label), 0);
}
