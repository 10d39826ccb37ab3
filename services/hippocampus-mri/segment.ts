import { connectedComponents, dice } from '@consilium/volume';
import { CLASSES, type Network, type Size } from './network.ts';
import { normalise } from './normalise.ts';
import { type Candidate, chooseOrientation, rotateHalfTurn } from './orientation.ts';
import type { Thresholds } from './thresholds.ts';

/** What a run of the network on one crop gave. */
export interface Segmentation {
  /** 0 background, 1 anterior, 2 posterior hippocampus; in the order of the values given. */
  readonly labelMap: Uint8Array;
  readonly evidence: Evidence;
}

/** Figures by which the network's own doubt is seen; none of them needs a truth label. */
export interface Evidence {
  /** The anatomy lies half a turn about the z axis from where the header puts it. */
  readonly rotated: boolean;
  /** Entropy of all voxels in nats for each voxel of hippocampus: a sharp result has few doubtful voxels around many sure ones. */
  readonly entropy: number;
  /** The same for the other orientation, divided by that of the chosen one. Near 1: the orientation is a guess. */
  readonly orientationRatio: number;
  /** Lowest Dice, over both parts, between the view and its mirror image. */
  readonly agreement: number;
  /** Share of the foreground that lay outside the largest connected part and was removed. */
  readonly removed: number;
  /** Voxels of the anterior and of the posterior part that remained. */
  readonly anterior: number;
  readonly posterior: number;
}

/**
 * Segments a crop in R, A, S order (index x + X * (y + Y * z), voxels of about 1 mm).
 * Evaluates the header's orientation and its half turn about z, and keeps the one that the network understands.
 */
export async function segment(network: Network, values: ArrayLike<number>, size: Size, thresholds: Thresholds): Promise<Segmentation> {
  const normalised = normalise(values);
  const header = await candidate(network, normalised, size);
  const halfTurn = await candidate(network, rotateHalfTurn(normalised, size), size);
  const rotated = chooseOrientation(header, halfTurn, thresholds) === 'half-turn';
  const [chosen, other] = rotated ? [halfTurn, header] : [header, halfTurn];
  const { labelMap, removed } = keepLargest(chosen.labelMap, size);
  return {
    labelMap: rotated ? rotateHalfTurn(labelMap, size) : labelMap,
    evidence: {
      rotated,
      entropy: chosen.entropy,
      orientationRatio: other.entropy / chosen.entropy,
      agreement: chosen.agreement,
      removed,
      anterior: count(labelMap, 1),
      posterior: count(labelMap, 2),
    },
  };
}

interface Result extends Candidate {
  readonly labelMap: Uint8Array;
  readonly agreement: number;
}

async function candidate(network: Network, normalised: Float32Array, size: Size): Promise<Result> {
  const { mean, views } = await network.probabilities(normalised, size);
  const labelMap = mostProbable(mean);
  const [straight, mirrored] = views.map(mostProbable) as [Uint8Array, Uint8Array];
  return {
    labelMap,
    entropy: entropyPerForegroundVoxel(mean, labelMap),
    agreement: Math.min(dice(straight, mirrored, 1), dice(straight, mirrored, 2)),
  };
}

function mostProbable(classes: readonly Float32Array[]): Uint8Array {
  const labelMap = new Uint8Array(classes[0]?.length ?? 0);
  for (let i = 0; i < labelMap.length; i++) {
    let best = 0;
    for (let label = 1; label < CLASSES; label++) if ((classes[label]?.[i] ?? 0) > (classes[best]?.[i] ?? 0)) best = label;
    labelMap[i] = best;
  }
  return labelMap;
}

function entropyPerForegroundVoxel(classes: readonly Float32Array[], labelMap: Uint8Array): number {
  let entropy = 0;
  for (const values of classes) for (const p of values) entropy -= p * Math.log(p + 1e-9);
  return (
    entropy /
    Math.max(
      labelMap.reduce((n, label) => n + Number(label > 0), 0),
      1,
    )
  );
}

/** A hippocampus is one piece: whatever hangs apart from the largest one is dropped. */
function keepLargest(labelMap: Uint8Array, size: Size): { labelMap: Uint8Array; removed: number } {
  const foreground = count(labelMap);
  if (foreground === 0) return { labelMap, removed: 0 };
  const { components } = connectedComponents(
    labelMap.map((label) => Number(label > 0)),
    size,
  );
  const kept = labelMap.map((label, i) => (components[i] === 1 ? label : 0)); // 1 is the largest
  return { labelMap: kept, removed: 1 - count(kept) / foreground };
}

/** Voxels of one label, or of any but the background. */
function count(labelMap: Uint8Array, label?: number): number {
  return labelMap.reduce((n, value) => n + Number(label === undefined ? value > 0 : value === label), 0);
}
