import type { Triple, Values } from './volume.ts';

export interface Component {
  /** Value of the component in `components`, from 1: the largest is 1. */
  readonly id: number;
  /** The label that its voxels have in the label map. */
  readonly label: number;
  readonly voxels: number;
}

/**
 * Connected parts of a label map: voxels of equal label other than 0 that touch by a face (6 neighbours) or, with 26, also by
 * an edge or a corner. Sorted by size, then by their first voxel.
 */
export function connectedComponents(
  labels: Values,
  size: Triple,
  connectivity: 6 | 26 = 26,
): { components: Uint32Array; parts: readonly Component[] } {
  const [nx, ny, nz] = size;
  const offsets = neighbours(connectivity);
  const components = new Uint32Array(labels.length);
  const found: { first: number; label: number; voxels: number }[] = [];
  const stack: number[] = [];
  for (let seed = 0; seed < labels.length; seed++) {
    const label = labels[seed]!;
    if (label === 0 || components[seed] !== 0) continue;
    const id = found.length + 1;
    let voxels = 0;
    components[seed] = id;
    stack.push(seed);
    while (stack.length > 0) {
      const index = stack.pop()!;
      voxels++;
      const x = index % nx;
      const y = Math.floor(index / nx) % ny;
      const z = Math.floor(index / (nx * ny));
      for (const [dx, dy, dz] of offsets) {
        const [ax, ay, az] = [x + dx, y + dy, z + dz];
        if (ax < 0 || ay < 0 || az < 0 || ax >= nx || ay >= ny || az >= nz) continue;
        const other = ax + nx * (ay + ny * az);
        if (labels[other] !== label || components[other] !== 0) continue;
        components[other] = id;
        stack.push(other);
      }
    }
    found.push({ first: seed, label, voxels });
  }
  const order = found.map((_, index) => index).sort((a, b) => found[b]!.voxels - found[a]!.voxels || found[a]!.first - found[b]!.first);
  const rank = new Uint32Array(found.length + 1);
  order.forEach((index, position) => {
    rank[index + 1] = position + 1;
  });
  for (let index = 0; index < components.length; index++) components[index] = rank[components[index]!]!;
  return {
    components,
    parts: order.map((index, position) => ({ id: position + 1, label: found[index]!.label, voxels: found[index]!.voxels })),
  };
}

function neighbours(connectivity: 6 | 26): readonly Triple[] {
  const offsets: Triple[] = [];
  for (let dz = -1; dz <= 1; dz++)
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const distance = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
        if (distance > 0 && (connectivity === 26 || distance === 1)) offsets.push([dx, dy, dz]);
      }
  return offsets;
}
