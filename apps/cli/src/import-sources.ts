import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';

export type SourceKind = 'dicom' | 'json' | 'ndjson' | 'dicomdir' | 'unknown';

/** Every file below a path, in a steady order; hidden ones are left out. */
export async function* filesBelow(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) return yield path;
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() || entry.isFile()) yield* filesBelow(join(path, entry.name));
  }
}

/** What a file is, by its name and its first bytes. */
export function kindOf(file: string): SourceKind {
  const name = basename(file).toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.ndjson')) return 'ndjson';
  if (name.endsWith('.json')) return 'json';
  if (name.startsWith('dicomdir')) return 'dicomdir';
  const head = Buffer.alloc(132);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, 132, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.toString('latin1', 128, 132) === 'DICM' || name.endsWith('.dcm')) return 'dicom';
  const first = head.toString('utf8').trimStart()[0];
  if (first === '{') return 'json';
  // group 0002 or 0008 in either byte order: a data set without its preamble
  return head[0] === 0x02 || head[0] === 0x08 || head[1] === 0x08 ? 'dicom' : 'unknown';
}

const isGzip = (file: string): boolean => file.toLowerCase().endsWith('.gz');

export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  return (isGzip(file) ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Lines of a file that may be larger than memory. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  for await (const line of createInterface({ input: isGzip(file) ? bytes.pipe(createGunzip()) : bytes, crlfDelay: Number.POSITIVE_INFINITY })) if (line.trim()) yield line;
}
