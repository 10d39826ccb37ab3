import type { DicomObject } from '@consilium/contract';
import { buildSecondaryCapture, buildSegmentation, toDicomJson, uidFromUuid } from '@consilium/dicom';
import type { Analysis } from './analyse.ts';
import { COLOURS, keyImage } from './key-image.ts';
import type { CropSeries } from './series.ts';

/** A DICOM object with the UIDs by which FHIR resources name it. */
export interface Filed {
  readonly object: DicomObject;
  readonly reference: { readonly studyInstanceUid: string; readonly seriesInstanceUid: string; readonly sopInstanceUid: string };
}

const SCT = (value: string, meaning: string) => ({ value, scheme: 'SCT', meaning });
const device = (version: string) => ({ manufacturer: 'Consilium', model: 'hippocampus-mri', version, serial: 'none' });

/** The label map as a BINARY SEG over the source slices. @param labelMap in the order of the series' own volume */
export function segmentationObject(crop: CropSeries, labelMap: Uint8Array, seed: string, version: string): Filed {
  const identity = uids(seed, 'seg');
  const segment = (number: 1 | 2, label: string, modifier: ReturnType<typeof SCT>) => ({
    number,
    label,
    category: SCT('123037004', 'Anatomical Structure'),
    type: SCT('5366008', 'Hippocampus'),
    modifier,
    algorithmName: 'hippocampus-mri',
    algorithmVersion: version,
    color: COLOURS[number],
  });
  const bytes = buildSegmentation({
    source: crop.slices.map((slice) => toDicomJson(slice)),
    segments: [
      segment(1, '海马前部 / Anterior hippocampus', SCT('255549009', 'Anterior')),
      segment(2, '海马后部 / Posterior hippocampus', SCT('255551008', 'Posterior')),
    ],
    labelMap,
    seriesDescription: 'AI hippocampus segmentation',
    seriesNumber: 9001,
    ...identity,
    contentLabel: 'HIPPOCAMPUS',
    contentDescription: 'AI-assisted, research use',
    device: device(version),
    research: true,
  });
  return filed(crop, 'SEG', identity, bytes);
}

/** The key image as an RGB secondary capture. */
export function keyImageObject(crop: CropSeries, { values, labelMap, size }: Analysis['anatomical'], seed: string, version: string): Filed {
  const identity = uids(seed, 'key-image');
  const { width, height, rgb } = keyImage(values, labelMap, size);
  const source = crop.slices.map((slice) => toDicomJson(slice));
  const bytes = buildSecondaryCapture({
    source: source[0] ?? {},
    shown: source,
    columns: width,
    rows: height,
    rgb,
    bodyPartExamined: 'BRAIN',
    seriesDescription: 'AI hippocampus key image',
    seriesNumber: 9002,
    ...identity,
    device: device(version),
    research: true,
    imageComments:
      'AI-assisted, research use: axial, coronal, sagittal section with the outline of anterior (orange) and posterior (blue) hippocampus',
  });
  return filed(crop, 'OT', identity, bytes);
}

/** Made from the input's digest and the version: the same run again is the same object. */
const uids = (seed: string, kind: string) => ({
  sopInstanceUid: uidFromUuid(`${seed}/${kind}`),
  seriesInstanceUid: uidFromUuid(`${seed}/${kind}/series`),
});

function filed(crop: CropSeries, modality: string, identity: ReturnType<typeof uids>, bytes: Uint8Array): Filed {
  const studyInstanceUid = crop.slices[0]?.studyInstanceUid ?? '';
  return { object: { sopInstanceUid: identity.sopInstanceUid, modality, bytes }, reference: { studyInstanceUid, ...identity } };
}
