import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = process.env.CONSILIUM_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** The labelled crops and DICOM series of the hippocampus set, where this machine has them. */
export const CASES = join(ROOT, 'hippocampus-mri');
export const hasCases = existsSync(join(CASES, 'images'));

/** The folder of a DICOM series by study and the beginning of its name. */
export function dicomFolder(study: string, beginning: string): string {
  const folder = join(CASES, 'dicom', study);
  const name = readdirSync(folder).find((entry) => entry.startsWith(beginning));
  if (!name) throw new Error(`${folder} has no series ${beginning}`);
  return join(folder, name);
}
