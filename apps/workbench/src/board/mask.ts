/** Segment numbers by voxel of the image volume, index x + X * (y + Y * z). */
export interface Mask {
  readonly size: readonly [number, number, number];
  readonly labels: Uint8Array;
  /** Count of voxels that belong to any segment. */
  readonly voxels: number;
}

interface MaskFrame {
  readonly segment: number;
  readonly referencedSopInstanceUid?: string;
  readonly mask: Uint8Array;
}

/** @throws Error when a frame refers to an image that is not in the volume: a mask drawn in the wrong place is worse than none */
export function layOver(frames: readonly MaskFrame[], slices: readonly string[], size: Mask['size']): Mask {
  const plane = size[0] * size[1];
  const labels = new Uint8Array(plane * size[2]);
  let voxels = 0;
  for (const { segment, referencedSopInstanceUid, mask } of frames) {
    const z = slices.indexOf(referencedSopInstanceUid ?? '');
    if (z < 0) throw new Error(`the mask refers to image ${referencedSopInstanceUid ?? '(none)'}, which is not in this series`);
    if (mask.length !== plane) throw new Error(`a mask frame has ${mask.length} pixels, the image has ${plane}`);
    for (let i = 0; i < plane; i++) {
      if (!mask[i]) continue;
      if (!labels[z * plane + i]) voxels++;
      labels[z * plane + i] = segment;
    }
  }
  return { size, labels, voxels };
}

/** The slice of each axis, x y z, that cuts the most of the mask: where a person wants to look first. */
export function fullestSlices({ size, labels, voxels }: Mask): readonly [number, number, number] | undefined {
  if (voxels === 0) return undefined;
  const [X, Y] = size;
  const counts = size.map((length) => new Uint32Array(length)) as [Uint32Array, Uint32Array, Uint32Array];
  labels.forEach((label, index) => {
    if (!label) return;
    const at = [index % X, Math.floor(index / X) % Y, Math.floor(index / (X * Y))] as const;
    for (const axis of [0, 1, 2] as const) counts[axis][at[axis]] = (counts[axis][at[axis]] ?? 0) + 1;
  });
  const fullest = (count: Uint32Array) => count.indexOf(count.reduce((most, one) => Math.max(most, one)));
  return [fullest(counts[0]), fullest(counts[1]), fullest(counts[2])];
}
