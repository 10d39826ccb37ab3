import { tagOf, uidFromUuid, vrOf, type WritableDataSet, writePart10 } from '@consilium/dicom';
import { hippocampusCrop } from './phantom-anatomy.ts';
import { wholeHeadStack } from './phantom-head.ts';

/** Whose study a phantom pretends to be; all of it invented. */
export interface PhantomPatient {
  /** Patient ID and its issuer. */
  readonly id: string;
  readonly issuer?: string;
  /** DICOM person name, such as `Wang^Xiulan=王^秀兰`. */
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly sex?: 'M' | 'F' | 'O';
}

export interface PhantomOptions {
  readonly patient: PhantomPatient;
  /** Made from the seed if not given. */
  readonly studyInstanceUid?: string;
  readonly seriesInstanceUid?: string;
  readonly accessionNumber?: string;
  /** `YYYY-MM-DD` and `HH:MM:SS` of the study. */
  readonly date?: string;
  readonly time?: string;
  readonly seriesNumber?: number;
  /**
   * Writes the array in R, A, S order under an identity orientation, as some crops in circulation are: the header then
   * contradicts the anatomy by half a turn about z. Only for tests.
   */
  readonly contradictoryHeader?: boolean;
}

/** One single-frame MR instance as a Part 10 file. */
export interface PhantomInstance {
  readonly sopInstanceUid: string;
  readonly bytes: Uint8Array;
}
export interface Phantom {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly instances: readonly PhantomInstance[];
}

/** A generated T1-like crop around one hippocampus, 1 mm, axial slices: the hippocampus service drafts a report on it. */
export function hippocampusPhantom(seed: number, options: PhantomOptions): Phantom {
  const { size, values } = hippocampusCrop(seed);
  const [X, Y, Z] = size;
  const at = options.contradictoryHeader
    ? (column: number, row: number, slice: number) => values[column + X * (row + Y * slice)]
    : (column: number, row: number, slice: number) => values[X - 1 - column + X * (Y - 1 - row + Y * slice)]; // rows run to the left, columns to the back
  const slices = Array.from({ length: Z }, (_, slice) => ({
    pixels: Int16Array.from({ length: X * Y }, (_pixel, i) => at(i % X, Math.floor(i / X), slice) ?? 0),
    position: [0, 0, slice],
  }));
  return write(`hippocampus-phantom/${seed}/${options.contradictoryHeader === true}`, options, slices, {
    columns: X,
    rows: Y,
    spacing: 1,
    thickness: 1,
    cosines: [1, 0, 0, 0, 1, 0],
    seriesDescription: 'SIMULATED T1 hippocampus crop',
    studyDescription: 'SIMULATED brain MRI',
    imageType: ['DERIVED', 'SECONDARY', 'AXIAL'],
  });
}

/** A generated T2-like stack of a whole head, 22 thick oblique slices: the hippocampus service declines it. */
export function wrongKindPhantom(seed: number, options: PhantomOptions): Phantom {
  const { columns, rows, spacing, thickness, cosines, slices } = wholeHeadStack(seed);
  return write(`whole-head-phantom/${seed}`, options, slices, {
    columns,
    rows,
    spacing,
    thickness,
    cosines,
    seriesDescription: 'SIMULATED T2 whole head',
    studyDescription: 'SIMULATED brain MRI',
    imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
  });
}

interface Slice {
  readonly pixels: Int16Array;
  /** Image Position (Patient), mm. */
  readonly position: readonly number[];
}
interface Acquisition {
  readonly columns: number;
  readonly rows: number;
  readonly spacing: number;
  readonly thickness: number;
  readonly cosines: readonly number[];
  readonly seriesDescription: string;
  readonly studyDescription: string;
  readonly imageType: readonly string[];
}

function write(name: string, options: PhantomOptions, slices: readonly Slice[], acquisition: Acquisition): Phantom {
  const studyInstanceUid = options.studyInstanceUid ?? uidFromUuid(`${name}/${options.patient.id}/study`);
  const seriesInstanceUid = options.seriesInstanceUid ?? uidFromUuid(`${name}/${options.patient.id}/series`);
  const instances = slices.map((slice, i) => {
    const sopInstanceUid = uidFromUuid(`${seriesInstanceUid}/${i + 1}`);
    const header = headerOf(options, acquisition, { studyInstanceUid, seriesInstanceUid, sopInstanceUid });
    const image = {
      ...elements({ InstanceNumber: [i + 1], ImagePositionPatient: slice.position }),
      [tagOf('PixelData')]: { vr: 'OW', bytes: new Uint8Array(slice.pixels.buffer, slice.pixels.byteOffset, slice.pixels.byteLength) },
    };
    return { sopInstanceUid, bytes: writePart10({ ...header, ...image }) };
  });
  return { studyInstanceUid, seriesInstanceUid, instances };
}

function headerOf(
  options: PhantomOptions,
  acquisition: Acquisition,
  uids: { studyInstanceUid: string; seriesInstanceUid: string; sopInstanceUid: string },
): WritableDataSet {
  const { patient, date = '2026-10-20', time = '09:30:00', accessionNumber = '', seriesNumber = 1 } = options;
  const digits = (text: string) => text.replaceAll(/[-:]/g, '');
  return elements({
    SpecificCharacterSet: ['ISO_IR 192'],
    ImageType: acquisition.imageType,
    SOPClassUID: ['1.2.840.10008.5.1.4.1.1.4'],
    SOPInstanceUID: [uids.sopInstanceUid],
    StudyDate: [digits(date)],
    SeriesDate: [digits(date)],
    StudyTime: [digits(time)],
    SeriesTime: [digits(time)],
    AccessionNumber: [accessionNumber],
    Modality: ['MR'],
    Manufacturer: ['Consilium simulate'],
    ReferringPhysicianName: [],
    StudyDescription: [acquisition.studyDescription],
    SeriesDescription: [acquisition.seriesDescription],
    PatientName: [patient.name],
    PatientID: [patient.id],
    IssuerOfPatientID: patient.issuer ? [patient.issuer] : [],
    PatientBirthDate: patient.birthDate ? [digits(patient.birthDate)] : [],
    PatientSex: patient.sex ? [patient.sex] : [],
    ScanningSequence: ['RM'],
    SequenceVariant: ['NONE'],
    ScanOptions: [],
    MRAcquisitionType: ['3D'],
    RepetitionTime: [],
    EchoTime: [],
    EchoTrainLength: [],
    BodyPartExamined: ['BRAIN'],
    SliceThickness: [acquisition.thickness],
    StudyInstanceUID: [uids.studyInstanceUid],
    SeriesInstanceUID: [uids.seriesInstanceUid],
    StudyID: ['SIM'],
    SeriesNumber: [seriesNumber],
    PatientPosition: ['HFS'],
    ImageOrientationPatient: acquisition.cosines,
    FrameOfReferenceUID: [uidFromUuid(`${uids.studyInstanceUid}/frame-of-reference`)],
    PositionReferenceIndicator: [],
    ImageComments: ['SIMULATED: generated by formula, no person'],
    SamplesPerPixel: [1],
    PhotometricInterpretation: ['MONOCHROME2'],
    Rows: [acquisition.rows],
    Columns: [acquisition.columns],
    PixelSpacing: [acquisition.spacing, acquisition.spacing],
    BitsAllocated: [16],
    BitsStored: [16],
    HighBit: [15],
    PixelRepresentation: [1],
    WindowCenter: [550],
    WindowWidth: [1100],
  });
}

function elements(values: Readonly<Record<string, readonly (string | number)[]>>): WritableDataSet {
  return Object.fromEntries(
    Object.entries(values).map(([keyword, Value]) => {
      const tag = tagOf(keyword);
      return [tag, Value.length === 0 || Value[0] === '' ? { vr: vrOf(tag) } : { vr: vrOf(tag), Value }];
    }),
  );
}
