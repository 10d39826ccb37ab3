import type { Size } from './network.ts';
import type { Thresholds } from './thresholds.ts';

/** One way to look at a crop, and how well the network understood it. */
export interface Candidate {
  /** Entropy in nats for each voxel of hippocampus; lower is better. */
  readonly entropy: number;
}

/**
 * The header is believed unless the network reads the crop turned by 180 degrees about the z axis clearly better.
 *
 * Some hippocampal crops carry an identity orientation (DICOM L, P, S) over an array that was written in R, A, S order,
 * so that whoever believes the header sees front and back, left and right exchanged. The network was trained on crops
 * in R, A, S order only and on no crop that was turned; on a turned one its doubt is about twice as large.
 */
export function chooseOrientation(header: Candidate, halfTurn: Candidate, thresholds: Thresholds): 'header' | 'half-turn' {
  return header.entropy > thresholds.orientationRatio * halfTurn.entropy ? 'half-turn' : 'header';
}

/** Turns an array (index x + X * (y + Y * z)) by 180 degrees about z. Done twice it gives the array again. */
export function rotateHalfTurn<T extends Float32Array | Uint8Array>(values: T, size: Size): T {
  const slice = size[0] * size[1];
  const turned = values.slice() as T;
  for (let start = 0; start < turned.length; start += slice) turned.subarray(start, start + slice).reverse();
  return turned;
}

/** Direction cosines (row, then column; DICOM L, P, S) after the patient was turned by 180 degrees about the z axis. */
export function cosinesAfterHalfTurn(cosines: readonly number[]): [number, number, number, number, number, number] {
  const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = cosines.map((value) => value + 0);
  return [0 - rx, 0 - ry, rz, 0 - cx, 0 - cy, cz];
}
