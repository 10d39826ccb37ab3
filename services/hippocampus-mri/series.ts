import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SeriesInput, Text } from '@consilium/contract';
import { type DataSet, DicomError, pixelFrames, readDataSet, type SeriesGeometry, sortedGeometry } from '@consilium/dicom';
import { type Volume, volumeFromLps } from '@consilium/volume';
import { contentReason, gridReason, notApplicable } from './accept.ts';

const MR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.4';
const ENHANCED = new Set(['1.2.840.10008.5.1.4.1.1.4.1', '1.2.840.10008.5.1.4.1.1.4.3', '1.2.840.10008.5.1.4.1.1.4.4']);
/** More slices than any crop has; a larger series is declined before its pixels are read. */
const MOST_SLICES = 512;

/** A series that is a volume, sorted along its slice normal. */
export interface CropSeries {
  readonly declined?: never;
  /** The source instances, slice after slice. */
  readonly slices: readonly DataSet[];
  readonly geometry: SeriesGeometry;
  /** Index column + columns * (row + rows * slice); `affine` to patient space R, A, S as the header says. */
  readonly volume: Volume;
  /** SHA-256 over the files, sorted by SOP Instance UID: names the input. */
  readonly digest: string;
}

/** Reads the files of a series, or says why they are no crop around a hippocampus. Looks at geometry and pixels, never at the description. */
export async function readSeries(series: SeriesInput): Promise<CropSeries | { readonly declined: Text }> {
  const n = series.instances.length;
  if (n > MOST_SLICES) return { declined: notApplicable({ zh: `序列有 ${n} 幅图像`, en: `the series has ${n} images` }) };
  const instances = [...series.instances].sort((a, b) => (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1));
  const files = await Promise.all(instances.map(({ file }) => readFile(file)));
  const digest = createHash('sha256');
  for (const bytes of files) digest.update(bytes);
  try {
    return cropOf(
      files.map((bytes) => readDataSet(bytes)),
      digest.digest('hex'),
    );
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return { declined: notApplicable(fileReason(error)) }; // the same files would fail again: no reason to retry
  }
}

function cropOf(dataSets: readonly DataSet[], digest: string): CropSeries | { readonly declined: Text } {
  const kind = kindReason(dataSets);
  if (kind) return { declined: notApplicable(kind) };
  const geometry = sortedGeometry(dataSets);
  const unfit = gridReason({
    size: [geometry.columns, geometry.rows, geometry.slices],
    spacing: geometry.spacing,
    directions: geometry.directions,
  });
  if (unfit) return { declined: notApplicable(unfit) };
  const slices = geometry.order.map((at) => dataSets[at] as DataSet);
  const volume = volumeOf(slices, geometry);
  const empty = contentReason(volume.values);
  return empty ? { declined: notApplicable(empty) } : { slices, geometry, volume, digest };
}

function kindReason(dataSets: readonly DataSet[]): Text | undefined {
  for (const dataSet of dataSets) {
    const modality = dataSet.text('Modality') ?? '';
    if (modality !== 'MR')
      return { zh: `所见检查类型为 ${modality || '未注明'}，不是 MR`, en: `the modality is ${modality || 'not stated'}, not MR` };
    if (ENHANCED.has(dataSet.sopClassUid ?? '') || (dataSet.number('NumberOfFrames') ?? 1) > 1)
      return {
        zh: '所见为多帧（增强型）MR 对象，本服务只读取单帧 MR 图像',
        en: 'the series is a multi-frame (enhanced) MR object, and only single-frame MR images are read',
      };
    if (dataSet.sopClassUid !== MR_IMAGE_STORAGE)
      return {
        zh: `所见对象不是 MR 图像（SOP 类 ${dataSet.sopClassUid ?? '未注明'}）`,
        en: `the objects are no MR images (SOP class ${dataSet.sopClassUid ?? 'not stated'})`,
      };
    if (pixelFrames(dataSet).compressed)
      return {
        zh: `图像已压缩（${dataSet.transferSyntax.name}），本服务只读取未压缩图像`,
        en: `the images are compressed (${dataSet.transferSyntax.name}), and only uncompressed ones are read`,
      };
    if ((dataSet.number('SamplesPerPixel') ?? 1) !== 1) return { zh: '所见为彩色图像', en: 'the images are in colour' };
  }
  return undefined;
}

function fileReason({ code, message }: DicomError): Text {
  switch (code) {
    case 'missing-slice':
      return { zh: '层间距不一致，序列缺少层面', en: `a slice is missing (${message})` };
    case 'duplicate-position':
      return { zh: '多幅图像位置相同', en: `several images lie at one position (${message})` };
    case 'mixed-geometry':
      return { zh: '图像的大小、间距或方向不一致', en: `the images differ in size, spacing or orientation (${message})` };
    case 'no-geometry':
      return { zh: '图像没有位置或方向信息', en: `the images do not say where they lie (${message})` };
    case 'truncated':
      return { zh: '图像文件不完整', en: `a file is incomplete (${message})` };
    default:
      return { zh: `图像无法读取（${code}）`, en: `the images cannot be read (${message})` };
  }
}

function volumeOf(slices: readonly DataSet[], geometry: SeriesGeometry): Volume {
  const { columns, rows } = geometry;
  const values = new Float32Array(columns * rows * slices.length);
  slices.forEach((slice, z) => {
    const { frame, rescaleSlope, rescaleIntercept } = pixelFrames(slice);
    frame(0).forEach((stored, i) => {
      values[z * columns * rows + i] = stored * rescaleSlope + rescaleIntercept;
    });
  });
  return volumeFromLps(values, { ...geometry, size: [columns, rows, slices.length] });
}
