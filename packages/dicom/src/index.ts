export type { SecondaryCaptureInput } from './build-secondary-capture.ts';
export { buildSecondaryCapture } from './build-secondary-capture.ts';
export type { SegmentationInput, SegmentDescription } from './build-segmentation.ts';
export { buildSegmentation } from './build-segmentation.ts';
export type { ByteRange, Element } from './data-set.ts';
export { DataSet } from './data-set.ts';
export type { DicomJson, DicomJsonElement, DicomJsonOptions, DicomJsonValue, PersonName } from './dicom-json.ts';
export { jsonItems, jsonNumbers, jsonText, personNameText, toDicomJson } from './dicom-json.ts';
export { tagOf, vrOf } from './dictionary.ts';
export type { DicomErrorCode } from './errors.ts';
export { DicomError } from './errors.ts';
export type { Code, Device } from './header-modules.ts';
export type { PixelArray, PixelDescription, PixelFrames } from './pixel-frames.ts';
export { pixelFrames } from './pixel-frames.ts';
export type { ReadOptions } from './read-data-set.ts';
export { readDataSet } from './read-data-set.ts';
export type { Segment, Segmentation, SegmentationFrame } from './read-segmentation.ts';
export { readSegmentation } from './read-segmentation.ts';
export type { SeriesGeometry } from './series-geometry.ts';
export { sortedGeometry } from './series-geometry.ts';
export type { TransferSyntax } from './transfer-syntax.ts';
export {
  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
  EXPLICIT_VR_BIG_ENDIAN,
  EXPLICIT_VR_LITTLE_ENDIAN,
  IMPLICIT_VR_LITTLE_ENDIAN,
  RLE_LOSSLESS,
  TRANSFER_SYNTAXES,
  transferSyntaxOf,
} from './transfer-syntax.ts';
export { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, isUid, uidFromUuid } from './uid.ts';
export type { MrInstance, MrPatient, MrSeriesInput } from './write-mr-series.ts';
export { writeMrInstance, writeMrSeries } from './write-mr-series.ts';
export type { WritableDataSet, WriteOptions } from './write-part10.ts';
export { writePart10 } from './write-part10.ts';
