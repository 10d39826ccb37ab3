import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What makes a version: its code, and its weights. Texts about it, tests and training scripts change neither. */
export interface ServiceDigests {
  readonly code: string;
  readonly weights: string;
}

const APART = new Set(['model', 'train', 'test', 'node_modules', 'README.md', 'card.json']);

/** SHA-256 over names and bytes of a service's files: `model/` are the weights, the rest but texts, tests and training is the code. */
export function digestService(folder: string): ServiceDigests {
  return {
    code: digest(folder, (path) => !APART.has(path.split('/')[0] ?? '') && !/\.test\.ts$|(^|\/)\./.test(path)),
    weights: digest(folder, (path) => path.startsWith('model/')),
  };
}

function digest(folder: string, wanted: (path: string) => boolean): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^\//, ''))
    .filter(wanted)
    .sort();
  for (const path of files) {
    const bytes = readFileSync(join(folder, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
