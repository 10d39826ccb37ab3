import type { Triple } from './volume.ts';

/**
 * Squared distance (mm²) of every voxel to the nearest voxel whose `mask` is not 0; infinite where there is none. Exact.
 * @see Felzenszwalb PF, Huttenlocher DP. Distance transforms of sampled functions. Theory of Computing 2012;8:415-428
 */
export function squaredDistanceMap(mask: Uint8Array, size: Triple, spacing: Triple): Float64Array {
  const map = Float64Array.from(mask, (value) => (value === 0 ? Number.POSITIVE_INFINITY : 0));
  const strides: Triple = [1, size[0], size[0] * size[1]];
  for (const axis of [0, 1, 2] as const) {
    const [first, second] = (
      [
        [1, 2],
        [0, 2],
        [0, 1],
      ] as const
    )[axis];
    const line = new Line(size[axis], spacing[axis]);
    for (let b = 0; b < size[second]; b++)
      for (let a = 0; a < size[first]; a++) line.transform(map, a * strides[first] + b * strides[second], strides[axis]);
  }
  return map;
}

/** Lower envelope of the parabolas that stand on the samples of one line. */
class Line {
  readonly #length: number;
  readonly #squaredSpacing: number;
  readonly #values: Float64Array;
  readonly #vertices: Int32Array;
  readonly #bounds: Float64Array;

  constructor(length: number, spacing: number) {
    this.#length = length;
    this.#squaredSpacing = spacing * spacing;
    this.#values = new Float64Array(length);
    this.#vertices = new Int32Array(length);
    this.#bounds = new Float64Array(length + 1);
  }

  transform(map: Float64Array, start: number, stride: number): void {
    let count = 0;
    for (let index = 0; index < this.#length; index++) {
      const value = map[start + index * stride]!;
      this.#values[index] = value;
      if (value === Number.POSITIVE_INFINITY) continue;
      let bound = Number.NEGATIVE_INFINITY;
      while (count > 0) {
        bound = this.#crossing(this.#vertices[count - 1]!, index);
        if (bound > this.#bounds[count - 1]!) break;
        count--;
        bound = Number.NEGATIVE_INFINITY;
      }
      this.#vertices[count] = index;
      this.#bounds[count] = bound;
      count++;
    }
    if (count === 0) return;
    let at = 0;
    for (let index = 0; index < this.#length; index++) {
      while (at + 1 < count && this.#bounds[at + 1]! < index) at++;
      const vertex = this.#vertices[at]!;
      map[start + index * stride] = this.#values[vertex]! + this.#squaredSpacing * (index - vertex) ** 2;
    }
  }

  #crossing(a: number, b: number): number {
    const height = (this.#values[b]! - this.#values[a]!) / this.#squaredSpacing;
    return (height + b * b - a * a) / (2 * (b - a));
  }
}
