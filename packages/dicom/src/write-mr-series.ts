import type { DicomJsonValue, PersonName } from './dicom-json.ts';
import { DicomError } from './errors.ts';
import { type Device, equipment } from './header-modules.ts';
import { uidFromUuid } from './uid.ts';
import { element, type WritableDataSet, writePart10 } from './write-part10.ts';

export interface MrPatient {
  readonly id: string;
  readonly issuer?: string;
  /** As DICOM writes it (`Zhang^San=张^三`), or by groups. */
  readonly name: string | PersonName;
  /** `YYYYMMDD` */
  readonly birthDate?: string;
  readonly sex?: 'M' | 'F' | 'O';
}

export interface MrSeriesInput {
  readonly patient: MrPatient;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid?: string;
  /** `YYYYMMDD`, `HHMMSS` */
  readonly studyDate: string;
  readonly studyTime: string;
  readonly studyDescription?: string;
  readonly accessionNumber?: string;
  readonly seriesDescription: string;
  readonly seriesNumber?: number;
  readonly institutionName?: string;
  /** Defined term of a part that is not paired, such as `BRAIN`. */
  readonly bodyPartExamined?: string;
  readonly device?: Device;
  /** Columns, rows, slices. */
  readonly size: readonly [x: number, y: number, z: number];
  readonly spacing: readonly [x: number, y: number, z: number];
  /** Unit vectors along a row and along a column, LPS. */
  readonly imageOrientationPatient: readonly number[];
  /** Centre of the first voxel, LPS mm. */
  readonly origin: readonly [number, number, number];
  /** From slice to slice, LPS; the normal of rows and columns if not given (then slices may not run against it). */
  readonly sliceDirection?: readonly [number, number, number];
  /** `[z][y][x]` */
  readonly values: Int16Array;
}

const MR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.4';
const SIMULATOR: Device = { manufacturer: 'Consilium', model: 'Simulated MR', version: '1', serial: '0' };

/** One instance of a series. */
export interface MrInstance {
  readonly sopInstanceUid: string;
  readonly instanceNumber: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Writes a volume as MR Image Storage instances, one for each slice: for phantoms, and for labelled volumes that tests send as
 * DICOM. Slice `z` has Instance Number `z + 1`; its SOP Instance UID is made from the series' UID and that number.
 * @see PS3.3 section A.4
 */
export function writeMrSeries(input: MrSeriesInput): MrInstance[] {
  const plane = input.size[0] * input.size[1];
  if (input.values.length !== plane * input.size[2])
    throw new DicomError('invalid-value', `${input.values.length} values are given for ${input.size.join(' x ')} voxels`);
  return Array.from({ length: input.size[2] }, (_, slice) => writeMrInstance(input, slice));
}

/** One slice of `writeMrSeries`. */
export function writeMrInstance(input: MrSeriesInput, slice: number): MrInstance {
  const plane = input.size[0] * input.size[1];
  const values = input.values.subarray(slice * plane, (slice + 1) * plane);
  const sopInstanceUid = uidFromUuid(`${input.seriesInstanceUid} instance ${slice + 1}`);
  const bytes = writePart10({
    ...studyOf(input),
    ...seriesOf(input),
    ...imageOf(input, slice, values),
    '00080018': element('00080018', sopInstanceUid),
  });
  return { sopInstanceUid, instanceNumber: slice + 1, bytes };
}

const optional = (tag: string, value: DicomJsonValue | undefined): WritableDataSet[string] =>
  value === undefined ? element(tag) : element(tag, value);

const studyOf = ({ patient, ...study }: MrSeriesInput): WritableDataSet => ({
  '00100010': element('00100010', patient.name as DicomJsonValue),
  '00100020': element('00100020', patient.id),
  ...(patient.issuer === undefined ? {} : { '00100021': element('00100021', patient.issuer) }),
  '00100030': optional('00100030', patient.birthDate),
  '00100040': optional('00100040', patient.sex),
  '00080020': element('00080020', study.studyDate),
  '00080030': element('00080030', study.studyTime),
  '00080050': optional('00080050', study.accessionNumber),
  '00080090': element('00080090'),
  ...(study.studyDescription === undefined ? {} : { '00081030': element('00081030', study.studyDescription) }),
  '0020000D': element('0020000D', study.studyInstanceUid),
  '00200010': element('00200010', '1'),
});

const seriesOf = (series: MrSeriesInput): WritableDataSet => ({
  '00080016': element('00080016', MR_IMAGE_STORAGE),
  '00080021': element('00080021', series.studyDate),
  '00080031': element('00080031', series.studyTime),
  '00080060': element('00080060', 'MR'),
  ...(series.institutionName === undefined ? {} : { '00080080': element('00080080', series.institutionName) }),
  '0008103E': element('0008103E', series.seriesDescription),
  ...equipment(series.device ?? SIMULATOR),
  // Of a body part that is not a paired one, Laterality is absent; where the part is not told, it is present and empty.
  ...(series.bodyPartExamined === undefined
    ? { '00200060': element('00200060') }
    : { '00180015': element('00180015', series.bodyPartExamined) }),
  '00180020': element('00180020', 'GR'),
  '00180021': element('00180021', 'NONE'),
  '00180022': element('00180022'),
  '00180023': element('00180023', '3D'),
  '00180080': element('00180080'),
  '00180081': element('00180081'),
  '00180091': element('00180091'),
  '00185100': element('00185100', 'HFS'),
  '0020000E': element('0020000E', series.seriesInstanceUid),
  '00200011': element('00200011', series.seriesNumber ?? 1),
  '00200052': element('00200052', series.frameOfReferenceUid ?? uidFromUuid(`${series.studyInstanceUid} frame of reference`)),
  '00201040': element('00201040'),
});

function imageOf(image: MrSeriesInput, slice: number, values: Int16Array): WritableDataSet {
  const [a, b, c, d, e, f] = image.imageOrientationPatient as [number, number, number, number, number, number];
  const direction = image.sliceDirection ?? [b * f - c * e, c * d - a * f, a * e - b * d];
  const position = image.origin.map((at, axis) => at + slice * image.spacing[2] * direction[axis]!);
  const window = windowOf(image.values);
  return {
    '00080008': element('00080008', 'DERIVED', 'SECONDARY', 'OTHER'),
    '00080023': element('00080023', image.studyDate),
    '00080033': element('00080033', image.studyTime),
    '00180050': element('00180050', image.spacing[2]),
    '00180088': element('00180088', image.spacing[2]),
    '00200013': element('00200013', slice + 1),
    '00200032': element('00200032', ...position),
    '00200037': element('00200037', ...image.imageOrientationPatient),
    '00280002': element('00280002', 1),
    '00280004': element('00280004', 'MONOCHROME2'),
    '00280010': element('00280010', image.size[1]),
    '00280011': element('00280011', image.size[0]),
    '00280030': element('00280030', image.spacing[1], image.spacing[0]),
    '00280100': element('00280100', 16),
    '00280101': element('00280101', 16),
    '00280102': element('00280102', 15),
    '00280103': element('00280103', 1),
    '00281050': element('00281050', window.center),
    '00281051': element('00281051', window.width),
    '7FE00010': { vr: 'OW', bytes: littleEndian(values) },
  };
}

/** A window over the whole volume, the same for each slice. */
const windows = new WeakMap<Int16Array, { center: number; width: number }>();
function windowOf(values: Int16Array): { center: number; width: number } {
  let window = windows.get(values);
  if (!window) {
    let low = 32767;
    let high = -32768;
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    window = { center: Math.round((low + high) / 2), width: Math.max(1, high - low) };
    windows.set(values, window);
  }
  return window;
}

function littleEndian(values: Int16Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < values.length; index++) view.setInt16(index * 2, values[index]!, true);
  return bytes;
}
