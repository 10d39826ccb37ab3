import * as onnx from 'onnxruntime-node';

/** Voxels along x, y, z. */
export type Size = readonly [number, number, number];

/** Background, anterior and posterior hippocampus. */
export const CLASSES = 3;
/** Smallest grid that the network was trained on; each axis is a multiple of its three halvings. */
const LEAST: Size = [40, 56, 40];
const STEP = 8;

/** The trained network in memory. */
export interface Network {
  /**
   * Probabilities of the classes for a normalised volume in R, A, S order.
   * Takes and gives arrays with index x + X * (y + Y * z); the result holds one such array for each class.
   * The mean of the view and of its mirror image along x: left and right hippocampi are mirror images, and the
   * network was trained on both.
   */
  probabilities(normalised: Float32Array, size: Size): Promise<TwoViews>;
  close(): Promise<void>;
}

export interface TwoViews {
  readonly mean: readonly Float32Array[];
  /** The two views themselves, so that their agreement can be measured. */
  readonly views: readonly [readonly Float32Array[], readonly Float32Array[]];
}

/** Loads the weights. Two threads and no dynamic scheduling: the same input gives the same bytes. */
export async function loadNetwork(path: string): Promise<Network> {
  const session = await onnx.InferenceSession.create(path, {
    intraOpNumThreads: 2,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  return {
    async probabilities(normalised, size) {
      const straight = await view(session, normalised, size, false);
      const mirrored = await view(session, normalised, size, true);
      const mean = straight.map((values, label) => values.map((value, i) => (value + (mirrored[label]?.[i] ?? 0)) / 2));
      return { mean, views: [straight, mirrored] };
    },
    close: () => session.release(),
  };
}

/** One pass through the network. The network's grid is [x][y][z] with z running fastest, as in train.py. */
async function view(session: onnx.InferenceSession, normalised: Float32Array, size: Size, mirror: boolean): Promise<Float32Array[]> {
  const grid = size.map((n, axis) => Math.max(LEAST[axis] ?? 0, Math.ceil(n / STEP) * STEP)) as [number, number, number];
  const inside = insideOf(grid, size, mirror);
  const image = new Float32Array(grid[0] * grid[1] * grid[2]);
  inside.forEach((at, i) => {
    image[at] = normalised[i] ?? 0;
  });
  const { logits } = await session.run({ image: new onnx.Tensor('float32', image, [1, 1, ...grid]) });
  if (!logits) throw new Error('the network in model/hippocampus.onnx has no output "logits"');
  return softmax(logits.data as Float32Array, image.length, inside);
}

/** For each voxel of the volume, its place in the network's padded grid; padding is centred. */
function insideOf(grid: Size, size: Size, mirror: boolean): Int32Array {
  const [before, beforeY, beforeZ] = grid.map((n, axis) => (n - (size[axis] ?? 0)) >> 1) as [number, number, number];
  const places = new Int32Array(size[0] * size[1] * size[2]);
  let i = 0;
  for (let z = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++) {
        const column = mirror ? grid[0] - 1 - (x + before) : x + before;
        places[i++] = (column * grid[1] + y + beforeY) * grid[2] + z + beforeZ;
      }
  return places;
}

function softmax(logits: Float32Array, stride: number, inside: Int32Array): Float32Array[] {
  const classes = Array.from({ length: CLASSES }, () => new Float32Array(inside.length));
  const exponents = new Float64Array(CLASSES);
  inside.forEach((at, i) => {
    let highest = -Infinity;
    for (let label = 0; label < CLASSES; label++) highest = Math.max(highest, logits[label * stride + at] ?? 0);
    let sum = 0;
    for (let label = 0; label < CLASSES; label++) sum += exponents[label] = Math.exp((logits[label * stride + at] ?? 0) - highest);
    classes.forEach((values, label) => {
      values[i] = (exponents[label] ?? 0) / sum;
    });
  });
  return classes;
}
