import type { Mask } from './mask.ts';
import type { Vector } from './vector.ts';

/** A cut through the mask: voxel index of the grid's first point and the steps along its columns and rows. */
export interface Cut {
  readonly origin: Vector;
  readonly across: Vector;
  readonly down: Vector;
  readonly width: number;
  readonly height: number;
}

/** Share of each segment, 0..1, trilinear between voxel centres, on a grid across the mask; [y][x] per segment number. */
export function fieldsOnCut({ size: [X, Y, Z], labels }: Mask, cut: Cut): Map<number, Float32Array> {
  const fields = new Map<number, Float32Array>();
  const field = (segment: number) => {
    const known = fields.get(segment);
    if (known) return known;
    const made = new Float32Array(cut.width * cut.height);
    fields.set(segment, made);
    return made;
  };
  for (let v = 0; v < cut.height; v++) {
    for (let u = 0; u < cut.width; u++) {
      const x = cut.origin[0] + u * cut.across[0] + v * cut.down[0];
      const y = cut.origin[1] + u * cut.across[1] + v * cut.down[1];
      const z = cut.origin[2] + u * cut.across[2] + v * cut.down[2];
      if (x <= -1 || y <= -1 || z <= -1 || x >= X || y >= Y || z >= Z) continue;
      const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
      const [fx, fy, fz] = [x - i, y - j, z - k];
      for (let corner = 0; corner < 8; corner++) {
        const [a, b, c] = [corner & 1, (corner >> 1) & 1, corner >> 2];
        const [p, q, r] = [i + a, j + b, k + c];
        if (p < 0 || q < 0 || r < 0 || p >= X || q >= Y || r >= Z) continue;
        const label = labels[p + X * (q + Y * r)];
        if (!label) continue;
        const weight = (a ? fx : 1 - fx) * (b ? fy : 1 - fy) * (c ? fz : 1 - fz);
        if (weight > 0) (field(label)[v * cut.width + u] as number) += weight;
      }
    }
  }
  return fields;
}
