import { createHash } from 'node:crypto';

/** The split of train.py: by SHA-256 of the case's name, 30 test, 15 validation, the rest to train on. */
export function splitCases(cases: readonly string[]): { readonly test: string[]; readonly validation: string[]; readonly train: string[] } {
  const key = (name: string) => createHash('sha256').update(`consilium-hippocampus-split-v1:${name}`).digest('hex');
  const ordered = [...cases].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { test: ordered.slice(0, 30), validation: ordered.slice(30, 45), train: ordered.slice(45) };
}
