import { join } from 'node:path';
import type { Text } from '@consilium/contract';
import { restoreOrientation, toOrientation, type Volume } from '@consilium/volume';
import { contentReason, gridReason, notApplicable } from './accept.ts';
import { loadNetwork, type Network, type Size } from './network.ts';
import { rotateHalfTurn } from './orientation.ts';
import { doubts, notFound, type Volumes, volumesOf } from './reliability.ts';
import { type Evidence, segment } from './segment.ts';
import { readTables, type Tables } from './thresholds.ts';

/** Everything that the service reads from its folder. */
export interface Analyser {
  readonly tables: Tables;
  analyse(volume: Volume): Promise<Analysis | Refusal>;
  close(): Promise<void>;
}

export interface Refusal {
  readonly declined: Text;
}

export interface Analysis {
  readonly declined?: never;
  /** 0 background, 1 anterior, 2 posterior; in the order of the volume's own values. */
  readonly labelMap: Uint8Array;
  readonly evidence: Evidence;
  readonly volumesMl: Volumes;
  readonly checks: readonly Text[];
  /** Values and labels as the anatomy lies, R, A, S, for pictures. */
  readonly anatomical: { readonly size: Size; readonly values: Float32Array; readonly labelMap: Uint8Array };
}

/** Loads network and tables once; DICOM series and the NIfTI files of the bench take the same way from here on. */
export async function openAnalyser(folder: string): Promise<Analyser> {
  const tables = await readTables(folder);
  const network = await loadNetwork(join(folder, 'model', 'hippocampus.onnx'));
  return { tables, analyse: (volume) => analyse(network, tables, volume), close: () => network.close() };
}

async function analyse(network: Network, { thresholds }: Tables, volume: Volume): Promise<Analysis | Refusal> {
  const unfit = gridReason(volume) ?? contentReason(volume.values);
  if (unfit) return { declined: notApplicable(unfit) };
  const { volume: upright, map } = toOrientation(volume, 'RAS');
  const { labelMap, evidence } = await segment(network, upright.values, upright.size, thresholds);
  const volumesMl = volumesOf(evidence, (volume.spacing[0] * volume.spacing[1] * volume.spacing[2]) / 1000);
  const declined = notFound(evidence, volumesMl, thresholds);
  if (declined) return { declined };
  return {
    labelMap: restoreOrientation(labelMap, map),
    evidence,
    volumesMl,
    checks: doubts(evidence, volumesMl, thresholds),
    anatomical: anatomical(Float32Array.from(upright.values), labelMap, upright.size, evidence.rotated),
  };
}

function anatomical(values: Float32Array, labelMap: Uint8Array, size: Size, rotated: boolean): Analysis['anatomical'] {
  return rotated ? { size, values: rotateHalfTurn(values, size), labelMap: rotateHalfTurn(labelMap, size) } : { size, values, labelMap };
}
