import { squaredDistanceMap } from './distance-map.ts';
import { VolumeError } from './errors.ts';
import type { Triple, Values } from './volume.ts';

/** Dice coefficient of one label in two label maps of equal size, 0 to 1; 1 where neither has it. */
export function dice(a: Values, b: Values, label: number): number {
  if (a.length !== b.length) throw new VolumeError('invalid-value', `Label maps of ${a.length} and ${b.length} voxels cannot be compared`);
  let both = 0;
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const inA = a[index] === label;
    const inB = b[index] === label;
    if (inA && inB) both++;
    sum += Number(inA) + Number(inB);
  }
  return sum === 0 ? 1 : (2 * both) / sum;
}

/**
 * Distances (mm) of the surface voxels of each mask to the nearest surface voxel of the other, sorted. A surface voxel is one
 * of the mask with a face at the background or at the edge of the volume.
 */
export function surfaceDistances(a: Values, b: Values, size: Triple, spacing: Triple): { aToB: Float64Array; bToA: Float64Array } {
  const surfaceA = surfaceOf(a, size);
  const surfaceB = surfaceOf(b, size);
  return {
    aToB: distances(surfaceA, squaredDistanceMap(surfaceB, size, spacing)),
    bToA: distances(surfaceB, squaredDistanceMap(surfaceA, size, spacing)),
  };
}

/**
 * Robust Hausdorff distance, mm: the greater of the two directed 95th percentiles of the surface distances. Masks are whatever
 * is not 0. Both empty: 0; one empty: infinite.
 */
export function hausdorff95(a: Values, b: Values, size: Triple, spacing: Triple): number {
  const { aToB, bToA } = surfaceDistances(a, b, size, spacing);
  if (aToB.length === 0 && bToA.length === 0) return 0;
  if (aToB.length === 0 || bToA.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(sortedPercentile(aToB, 95), sortedPercentile(bToA, 95));
}

/** Mean of all surface distances in both directions, mm. Both empty: 0; one empty: infinite. */
export function surfaceDistance(a: Values, b: Values, size: Triple, spacing: Triple): number {
  const { aToB, bToA } = surfaceDistances(a, b, size, spacing);
  const count = aToB.length + bToA.length;
  return count === 0 ? 0 : [...aToB, ...bToA].reduce((sum, distance) => sum + distance, 0) / count;
}

/** As `percentile`, of values that are sorted and may be infinite. */
function sortedPercentile(sorted: Float64Array, p: number): number {
  const at = (p / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}

function surfaceOf(mask: Values, [nx, ny, nz]: Triple): Uint8Array {
  const surface = new Uint8Array(mask.length);
  let index = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, index++) {
        if (!mask[index]) continue;
        const inside =
          x > 0 &&
          y > 0 &&
          z > 0 &&
          x < nx - 1 &&
          y < ny - 1 &&
          z < nz - 1 &&
          mask[index - 1] &&
          mask[index + 1] &&
          mask[index - nx] &&
          mask[index + nx] &&
          mask[index - nx * ny] &&
          mask[index + nx * ny];
        if (!inside) surface[index] = 1;
      }
  return surface;
}

function distances(surface: Uint8Array, map: Float64Array): Float64Array {
  const found: number[] = [];
  for (let index = 0; index < surface.length; index++) if (surface[index]) found.push(Math.sqrt(map[index]!));
  return Float64Array.from(found).sort();
}
