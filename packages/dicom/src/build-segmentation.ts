import { cielabOf } from './cielab.ts';
import { type DicomJson, type DicomJsonElement, jsonNumbers, jsonText } from './dicom-json.ts';
import { DicomError } from './errors.ts';
import { type Code, codeItem, codeSequence, contentInstant, type Device, equipment, patientAndStudy } from './header-modules.ts';
import { sortedGeometry } from './series-geometry.ts';
import { uidFromUuid } from './uid.ts';
import { element, writePart10 } from './write-part10.ts';

export interface SegmentDescription {
  /** Its value in the label map; segments are numbered from 1 without a gap. */
  readonly number: number;
  readonly label: string;
  readonly category: Code;
  readonly type: Code;
  /** Such as Anterior (SCT 255549009), where the type alone does not tell the segment. */
  readonly modifier?: Code;
  readonly algorithmName: string;
  readonly algorithmVersion: string;
  /** Suggested display colour, sRGB 0..255. */
  readonly color?: readonly [number, number, number];
}

export interface SegmentationInput {
  /** Metadata of all instances of the source series, in the order of the slices of the label map. */
  readonly source: readonly DicomJson[];
  readonly segments: readonly SegmentDescription[];
  /** `[z][y][x]`: slice, row, column of the source images; 0 is background. */
  readonly labelMap: Uint8Array;
  readonly seriesDescription: string;
  readonly seriesNumber: number;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  /** Upper-case identifier of at most 16 characters, such as `HIPPOCAMPUS`. */
  readonly contentLabel: string;
  readonly contentDescription?: string;
  readonly device: Device;
  /** ISO 8601; the date of the source if not given. */
  readonly contentDate?: string;
  /** Content Qualification RESEARCH, else PRODUCT. */
  readonly research: boolean;
}

const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';
const ARTIFICIAL_INTELLIGENCE: Code = { value: '123110', scheme: 'DCM', meaning: 'Artificial Intelligence' };
const SEGMENTATION: Code = { value: '113076', scheme: 'DCM', meaning: 'Segmentation' };
const SOURCE_IMAGE: Code = { value: '121322', scheme: 'DCM', meaning: 'Source image for image processing operation' };

/**
 * A binary Segmentation object of a label map, as a Part 10 file. Only slices that a segment touches become frames (of a
 * segment without a voxel, its first slice); frames are ordered by segment, then by slice, their bits run on without a gap.
 * Every frame names its source image; the frame of reference is that of the source.
 * @throws DicomError `invalid-value`, and those of `sortedGeometry`
 * @see PS3.3 section A.51
 */
export function buildSegmentation(input: SegmentationInput): Uint8Array<ArrayBuffer> {
  const { source, labelMap } = input;
  const geometry = sortedGeometry(source);
  const plane = geometry.rows * geometry.columns;
  checkInput(input, plane, geometry.order);
  const frames = framesOf(input, plane);
  const first = source[0]!;
  const content = contentInstant(input.contentDate, first);
  const dimensions = uidFromUuid(`${input.sopInstanceUid} dimensions`);
  return writePart10({
    ...patientAndStudy(first),
    ...equipment(input.device),
    '00080008': element('00080008', 'DERIVED', 'PRIMARY'),
    '00080016': element('00080016', SEGMENTATION_STORAGE),
    '00080018': element('00080018', input.sopInstanceUid),
    '00080021': element('00080021', content.date),
    '00080031': element('00080031', content.time),
    '00080023': element('00080023', content.date),
    '00080033': element('00080033', content.time),
    '00080060': element('00080060', 'SEG'),
    '0008103E': element('0008103E', input.seriesDescription),
    '00081115': { vr: 'SQ', Value: [referencedSeries(source)] },
    '00189004': element('00189004', input.research ? 'RESEARCH' : 'PRODUCT'),
    '0020000E': element('0020000E', input.seriesInstanceUid),
    '00200011': element('00200011', input.seriesNumber),
    '00200013': element('00200013', 1),
    '00200052': element('00200052', frameOfReference(first)),
    '00201040': first['00201040'] ?? element('00201040'),
    '00209221': { vr: 'SQ', Value: [{ '00209164': element('00209164', dimensions) }] },
    '00209222': {
      vr: 'SQ',
      Value: [
        dimension(dimensions, '0062000B', '0062000A', 'Segment Number'),
        dimension(dimensions, '00200032', '00209113', 'Image Position'),
      ],
    },
    '00209311': element('00209311', '3D'),
    '00280002': element('00280002', 1),
    '00280004': element('00280004', 'MONOCHROME2'),
    '00280008': element('00280008', frames.length),
    '00280010': element('00280010', geometry.rows),
    '00280011': element('00280011', geometry.columns),
    '00280100': element('00280100', 1),
    '00280101': element('00280101', 1),
    '00280102': element('00280102', 0),
    '00280103': element('00280103', 0),
    ...lossyCompression(first),
    '00620001': element('00620001', 'BINARY'),
    '00620002': { vr: 'SQ', Value: input.segments.map(segmentItem) },
    '00620013': element('00620013', 'NO'),
    '00700080': element('00700080', input.contentLabel),
    '00700081': element('00700081', ...(input.contentDescription === undefined ? [] : [input.contentDescription])),
    '00700084': element('00700084'),
    '52009229': { vr: 'SQ', Value: [sharedGroups(first, geometry.spacing, geometry.directions)] },
    '52009230': { vr: 'SQ', Value: frames.map((frame) => frameGroups(frame, input)) },
    '7FE00010': { vr: 'OB', bytes: packed(frames, labelMap, plane) },
  });
}

interface Frame {
  readonly segment: number;
  readonly slice: number;
}

function checkInput({ source, segments, labelMap, contentLabel }: SegmentationInput, plane: number, order: readonly number[]): void {
  if (labelMap.length !== plane * source.length)
    throw new DicomError(
      'invalid-value',
      `The label map has ${labelMap.length} voxels, the ${source.length} source images have ${plane * source.length}`,
    );
  if (segments.length === 0 || segments.some((segment, index) => segment.number !== index + 1))
    throw new DicomError('invalid-value', 'Segments must be numbered 1, 2, 3 … in their order');
  const highest = labelMap.reduce((highestSoFar, label) => Math.max(highestSoFar, label), 0);
  if (highest > segments.length)
    throw new DicomError('invalid-value', `The label map holds the value ${highest}; ${segments.length} segments are described`);
  if (!/^[A-Z0-9_ ]{1,16}$/.test(contentLabel))
    throw new DicomError('invalid-value', `Content Label "${contentLabel}" must be 1 to 16 characters of A-Z, 0-9, space and underscore`);
  const ascending = order.every((index, at) => index === at);
  if (!ascending && !order.every((index, at) => index === order.length - 1 - at))
    throw new DicomError('invalid-value', 'The source instances are not sorted by slice; sort them by `sortedGeometry(…).order`');
}

function framesOf({ segments, labelMap, source }: SegmentationInput, plane: number): readonly Frame[] {
  const touched = new Set<number>();
  for (let index = 0; index < labelMap.length; index++)
    if (labelMap[index] !== 0) touched.add(labelMap[index]! * source.length + Math.floor(index / plane));
  return segments.flatMap(({ number }) => {
    const slices = source.map((_, slice) => slice).filter((slice) => touched.has(number * source.length + slice));
    return (slices.length > 0 ? slices : [0]).map((slice) => ({ segment: number, slice }));
  });
}

/** One bit a pixel, the first pixel in the lowest bit, frames without padding between them. @see PS3.5 section 8.2 */
function packed(frames: readonly Frame[], labelMap: Uint8Array, plane: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((frames.length * plane) / 8));
  let bit = 0;
  for (const { segment, slice } of frames) {
    for (let index = slice * plane; index < (slice + 1) * plane; index++, bit++)
      if (labelMap[index] === segment) bytes[bit >> 3]! |= 1 << (bit & 7);
  }
  return bytes;
}

function segmentItem(segment: SegmentDescription): DicomJson {
  return {
    ...codeSequence('00620003', segment.category),
    '00620004': element('00620004', segment.number),
    '00620005': element('00620005', segment.label),
    '00620007': {
      vr: 'SQ',
      Value: [
        {
          ...codeSequence('0066002F', ARTIFICIAL_INTELLIGENCE),
          '00660031': element('00660031', segment.algorithmVersion),
          '00660036': element('00660036', segment.algorithmName),
        },
      ],
    },
    '00620008': element('00620008', 'AUTOMATIC'),
    '00620009': element('00620009', segment.algorithmName),
    ...(segment.color ? { '0062000D': { vr: 'US', Value: cielabOf(segment.color) } } : {}),
    '0062000F': {
      vr: 'SQ',
      Value: [{ ...codeItem(segment.type), ...(segment.modifier ? codeSequence('00620011', segment.modifier) : {}) }],
    },
  };
}

function sharedGroups(first: DicomJson, spacing: readonly number[], directions: readonly number[]): DicomJson {
  const thickness = jsonNumbers(first, '00180050')[0];
  return {
    '00289110': {
      vr: 'SQ',
      Value: [
        {
          '00180050': element('00180050', thickness !== undefined && thickness > 0 ? thickness : spacing[2]!),
          '00180088': element('00180088', spacing[2]!),
          '00280030': first['00280030'] as DicomJsonElement,
        },
      ],
    },
    '00209116': { vr: 'SQ', Value: [{ '00200037': first['00200037'] ?? element('00200037', ...directions.slice(0, 6)) }] },
  };
}

function frameGroups(frame: Frame, { source }: SegmentationInput): DicomJson {
  const image = source[frame.slice]!;
  const sourceImage: DicomJson = { ...reference(image), '0028135A': element('0028135A', 'YES'), ...codeSequence('0040A170', SOURCE_IMAGE) };
  return {
    '00089124': { vr: 'SQ', Value: [{ '00082112': { vr: 'SQ', Value: [sourceImage] }, ...codeSequence('00089215', SEGMENTATION) }] },
    '00209111': { vr: 'SQ', Value: [{ '00209157': element('00209157', frame.segment, frame.slice + 1) }] },
    '00209113': { vr: 'SQ', Value: [{ '00200032': image['00200032'] as DicomJsonElement }] },
    '0062000A': { vr: 'SQ', Value: [{ '0062000B': element('0062000B', frame.segment) }] },
  };
}

const dimension = (organization: string, pointer: string, group: string, description: string): DicomJson => ({
  '00209164': element('00209164', organization),
  '00209165': element('00209165', pointer),
  '00209167': element('00209167', group),
  '00209421': element('00209421', description),
});

const reference = (image: DicomJson): DicomJson => ({
  '00081150': element('00081150', jsonText(image, '00080016')!),
  '00081155': element('00081155', jsonText(image, '00080018')!),
});

const referencedSeries = (source: readonly DicomJson[]): DicomJson => ({
  '0008114A': { vr: 'SQ', Value: source.map(reference) },
  '0020000E': element('0020000E', jsonText(source[0]!, '0020000E')!),
});

/** A source without a frame of reference still needs one that all objects derived from its series share. */
const frameOfReference = (first: DicomJson): string =>
  jsonText(first, '00200052') ?? uidFromUuid(`frame of reference ${jsonText(first, '0020000E')}`);

const lossyCompression = (first: DicomJson): DicomJson =>
  jsonText(first, '00282110') === '01'
    ? Object.fromEntries(['00282110', '00282112', '00282114'].flatMap((tag) => (first[tag] ? [[tag, first[tag]]] : [])))
    : { '00282110': element('00282110', '00') };
