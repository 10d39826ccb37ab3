import { tagOf, uidFromUuid, vrOf, type WritableDataSet, writePart10 } from '@consilium/dicom';

export interface MrSeries {
  /** Columns, rows, slices. */
  readonly size: readonly [number, number, number];
  /** Whole numbers, index column + columns * (row + rows * slice). */
  readonly values: ArrayLike<number>;
  readonly cosines?: readonly number[];
  readonly spacing?: number;
  readonly step?: number;
  readonly extra?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Slices that are left out. */
  readonly without?: readonly number[];
}

/** Writes an array as single-frame MR instances with a header as poor as that of the crops in circulation. */
export function mrSeries({
  size: [columns, rows, slices],
  values,
  cosines = [1, 0, 0, 0, 1, 0],
  spacing = 1,
  step = 1,
  extra = {},
  without = [],
}: MrSeries): Uint8Array[] {
  const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = cosines;
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const seed = `mr-series/${columns}x${rows}x${slices}/${cosines.join()}/${Array.from(values).slice(0, 5000).join()}`;
  return Array.from({ length: slices }, (_, slice) => slice)
    .filter((slice) => !without.includes(slice))
    .map((slice) => {
      const plane = Int16Array.from({ length: columns * rows }, (_, i) => values[slice * columns * rows + i] ?? 0);
      const header: Record<string, readonly (string | number)[]> = {
        SOPClassUID: ['1.2.840.10008.5.1.4.1.1.4'],
        SOPInstanceUID: [uidFromUuid(`${seed}/${slice}`)],
        Modality: ['MR'],
        StudyDate: ['20250607'],
        StudyTime: ['080910'],
        PatientName: ['Test^Case'],
        PatientID: ['T1'],
        StudyInstanceUID: [uidFromUuid(`${seed}/study`)],
        SeriesInstanceUID: [uidFromUuid(`${seed}/series`)],
        InstanceNumber: [slice + 1],
        ImagePositionPatient: normal.map((value) => value * slice * step),
        ImageOrientationPatient: cosines,
        FrameOfReferenceUID: [uidFromUuid(`${seed}/frame`)],
        PixelSpacing: [spacing, spacing],
        SliceThickness: [1],
        Rows: [rows],
        Columns: [columns],
        SamplesPerPixel: [1],
        PhotometricInterpretation: ['MONOCHROME2'],
        BitsAllocated: [16],
        BitsStored: [16],
        HighBit: [15],
        PixelRepresentation: [1],
        ...extra,
      };
      const elements: WritableDataSet = Object.fromEntries(
        Object.entries(header).map(([keyword, Value]) => [tagOf(keyword), { vr: vrOf(tagOf(keyword)), Value }]),
      );
      return writePart10({ ...elements, [tagOf('PixelData')]: { vr: 'OW', bytes: new Uint8Array(plane.buffer) } });
    });
}
