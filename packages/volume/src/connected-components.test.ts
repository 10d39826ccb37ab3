import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectedComponents } from './connected-components.ts';
import type { Triple } from './volume.ts';

const size: Triple = [4, 3, 3];
const at = (index: number): number[] => [index % 4, Math.floor(index / 4) % 3, Math.floor(index / 12)];

/** Naive: spread the smallest index among neighbours of equal label until nothing changes. */
function naive(labels: Uint8Array, connectivity: 6 | 26): number[] {
  const root = [...labels.keys()];
  const touch = (a: number, b: number): boolean => {
    const steps = at(a).map((value, axis) => Math.abs(value - at(b)[axis]!));
    return Math.max(...steps) === 1 && (connectivity === 26 || steps.reduce((sum, step) => sum + step, 0) === 1);
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of root.keys())
      for (const b of root.keys()) {
        if (labels[a] === 0 || labels[a] !== labels[b] || !touch(a, b) || root[a]! <= root[b]!) continue;
        root[a] = root[b]!;
        changed = true;
      }
  }
  return root;
}

describe('connectedComponents', () => {
  test.each([6, 26] as const)('with %i neighbours parts are those of the naive model', (connectivity) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 36, maxLength: 36, max: 2 }), (labels) => {
        const { components, parts } = connectedComponents(labels, size, connectivity);
        const root = naive(labels, connectivity);
        for (const a of labels.keys()) {
          expect(components[a] === 0).toBe(labels[a] === 0);
          for (const b of labels.keys())
            if (labels[a] !== 0 && labels[b] !== 0) expect(components[a] === components[b]).toBe(root[a] === root[b]);
        }
        for (const { id, label, voxels } of parts) {
          expect(components.filter((component) => component === id).length).toBe(voxels);
          expect([...labels.keys()].every((index) => components[index] !== id || labels[index] === label)).toBe(true);
        }
        expect(parts.map(({ voxels }) => voxels)).toEqual(parts.map(({ voxels }) => voxels).sort((a, b) => b - a));
      }),
      { numRuns: 100 },
    );
  });
  test('an empty map has no parts', () =>
    expect(connectedComponents(new Uint8Array(36), size)).toEqual({ components: new Uint32Array(36), parts: [] }));
});
