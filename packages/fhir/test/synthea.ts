import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = process.env.CONSILIUM_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Whether the Synthea patients are there; else the tests run on generated resources and say so. */
export const haveSynthea = existsSync(`${folder}/synthea-r4`);

/** The text of each Bundle of a set of Synthea patients. */
export function syntheaBundles(set: 'small' | 'cohort'): string[] {
  const path = `${folder}/synthea-r4/${set}`;
  return readdirSync(path)
    .sort()
    .map((file) => gunzipSync(readFileSync(`${path}/${file}`)).toString());
}
