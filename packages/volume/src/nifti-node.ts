import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { VolumeError } from './errors.ts';
import { readNifti } from './nifti.ts';
import type { Volume } from './volume.ts';

/** Most bytes that a compressed file may become: 2 GiB. */
const LIMIT = 2 ** 31;

/** Reads a `.nii` or `.nii.gz` file from disk (Node only). @throws VolumeError */
export async function readNiftiFile(path: string): Promise<Volume> {
  const bytes = await readFile(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return readNifti(bytes);
  let inflated: Uint8Array;
  try {
    inflated = gunzipSync(bytes, { maxOutputLength: LIMIT });
  } catch (error) {
    throw new VolumeError('truncated', `${path} cannot be decompressed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return readNifti(inflated);
}
