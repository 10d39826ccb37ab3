import { type DicomJson, jsonText } from './dicom-json.ts';
import { DicomError } from './errors.ts';
import { codeItem, contentInstant, type Device, equipment, patientAndStudy } from './header-modules.ts';
import { element, writePart10 } from './write-part10.ts';

export interface SecondaryCaptureInput {
  /** Metadata of an image of the study that the picture belongs to. */
  readonly source: DicomJson;
  /** Images that the picture shows; named as its sources. */
  readonly shown: readonly DicomJson[];
  readonly rows: number;
  readonly columns: number;
  /** `[y][x][red, green, blue]`, 8 bits each. */
  readonly rgb: Uint8Array;
  readonly seriesDescription: string;
  readonly seriesNumber: number;
  readonly instanceNumber?: number;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly device: Device;
  /** ISO 8601; the date of the source if not given. */
  readonly contentDate?: string;
  readonly research: boolean;
  /** Defined term such as `BRAIN`; that of the source if not given. */
  readonly bodyPartExamined?: string;
  /** What the picture says, in words. */
  readonly imageComments?: string;
}

const SECONDARY_CAPTURE_STORAGE = '1.2.840.10008.5.1.4.1.1.7';
const SOURCE_IMAGE = { value: '121322', scheme: 'DCM', meaning: 'Source image for image processing operation' };

/** An RGB picture of a study, such as a key image, as a Secondary Capture Part 10 file. @throws DicomError `invalid-value` @see PS3.3 section A.8.1 */
export function buildSecondaryCapture(input: SecondaryCaptureInput): Uint8Array<ArrayBuffer> {
  const { rows, columns, rgb, source } = input;
  if (rgb.length !== rows * columns * 3)
    throw new DicomError(
      'invalid-value',
      `The picture has ${rgb.length} bytes; ${rows} rows of ${columns} RGB pixels are ${rows * columns * 3}`,
    );
  const content = contentInstant(input.contentDate, source);
  const laterality = jsonText(source, '00200060');
  const bodyPart = input.bodyPartExamined ?? jsonText(source, '00180015');
  return writePart10({
    ...patientAndStudy(source),
    ...equipment(input.device),
    '00080008': element('00080008', 'DERIVED', 'SECONDARY'),
    '00080016': element('00080016', SECONDARY_CAPTURE_STORAGE),
    '00080018': element('00080018', input.sopInstanceUid),
    '00080021': element('00080021', content.date),
    '00080031': element('00080031', content.time),
    '00080023': element('00080023', content.date),
    '00080033': element('00080033', content.time),
    '00080060': element('00080060', 'OT'),
    '00080064': element('00080064', 'WSD'),
    '0008103E': element('0008103E', input.seriesDescription),
    ...(input.shown.length > 0 ? { '00082112': { vr: 'SQ', Value: input.shown.map(sourceImage) } } : {}),
    '00189004': element('00189004', input.research ? 'RESEARCH' : 'PRODUCT'),
    '0020000E': element('0020000E', input.seriesInstanceUid),
    '00200011': element('00200011', input.seriesNumber),
    '00200013': element('00200013', input.instanceNumber ?? 1),
    '00200020': element('00200020'),
    ...(bodyPart === undefined ? {} : { '00180015': element('00180015', bodyPart) }),
    // Absent where the body part is told (and not a paired one), present and empty where it is not.
    ...(laterality === undefined
      ? bodyPart === undefined
        ? { '00200060': element('00200060') }
        : {}
      : { '00200060': element('00200060', laterality) }),
    ...(input.imageComments === undefined ? {} : { '00204000': element('00204000', input.imageComments) }),
    '00280002': element('00280002', 3),
    '00280004': element('00280004', 'RGB'),
    '00280006': element('00280006', 0),
    '00280010': element('00280010', rows),
    '00280011': element('00280011', columns),
    '00280100': element('00280100', 8),
    '00280101': element('00280101', 8),
    '00280102': element('00280102', 7),
    '00280103': element('00280103', 0),
    '00280301': element('00280301', 'YES'),
    '00282110': element('00282110', '00'),
    '7FE00010': { vr: 'OB', bytes: rgb },
  });
}

const sourceImage = (image: DicomJson): DicomJson => ({
  '00081150': element('00081150', jsonText(image, '00080016')!),
  '00081155': element('00081155', jsonText(image, '00080018')!),
  '0040A170': { vr: 'SQ', Value: [codeItem(SOURCE_IMAGE)] },
});
