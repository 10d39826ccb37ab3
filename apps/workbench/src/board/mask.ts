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

/** Centre of all labelled voxels, as a continuous voxel index. */
export function centreOfMask({ size: [X, Y], labels, voxels }: Mask): readonly [number, number, number] | undefined {
  if (voxels === 0) return undefined;
  let [x, y, z] = [0, 0, 0];
  labels.forEach((label, index) => {
    if (!label) return;
    x += index % X;
    y += Math.floor(index / X) % Y;
    z += Math.floor(index / (X * Y));
  });
  return [x / voxels, y / voxels, z / voxels];
}
