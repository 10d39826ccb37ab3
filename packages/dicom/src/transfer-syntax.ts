/** How the bytes of a data set are laid out. @see PS3.5 section 10 and annex A */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicit: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
  /** Pixel data stand in fragments, compressed by the codec that the UID names. */
  readonly encapsulated: boolean;
}

export const IMPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_VR_BIG_ENDIAN = '1.2.840.10008.1.2.2';
export const RLE_LOSSLESS = '1.2.840.10008.1.2.5';

const NATIVE: readonly TransferSyntax[] = [
  {
    uid: IMPLICIT_VR_LITTLE_ENDIAN,
    name: 'Implicit VR Little Endian',
    explicit: false,
    littleEndian: true,
    deflated: false,
    encapsulated: false,
  },
  {
    uid: EXPLICIT_VR_LITTLE_ENDIAN,
    name: 'Explicit VR Little Endian',
    explicit: true,
    littleEndian: true,
    deflated: false,
    encapsulated: false,
  },
  {
    uid: DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    name: 'Deflated Explicit VR Little Endian',
    explicit: true,
    littleEndian: true,
    deflated: true,
    encapsulated: false,
  },
  {
    uid: EXPLICIT_VR_BIG_ENDIAN,
    name: 'Explicit VR Big Endian',
    explicit: true,
    littleEndian: false,
    deflated: false,
    encapsulated: false,
  },
];
const ENCAPSULATED: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'JPEG Baseline (Process 1)',
  '1.2.840.10008.1.2.4.51': 'JPEG Extended (Process 2 and 4)',
  '1.2.840.10008.1.2.4.57': 'JPEG Lossless (Process 14)',
  '1.2.840.10008.1.2.4.70': 'JPEG Lossless (Process 14, Selection Value 1)',
  '1.2.840.10008.1.2.4.80': 'JPEG-LS Lossless',
  '1.2.840.10008.1.2.4.81': 'JPEG-LS Near-Lossless',
  '1.2.840.10008.1.2.4.90': 'JPEG 2000 Lossless Only',
  '1.2.840.10008.1.2.4.91': 'JPEG 2000',
  '1.2.840.10008.1.2.4.92': 'JPEG 2000 Part 2 Multi-component Lossless Only',
  '1.2.840.10008.1.2.4.93': 'JPEG 2000 Part 2 Multi-component',
  '1.2.840.10008.1.2.4.100': 'MPEG2 Main Profile / Main Level',
  '1.2.840.10008.1.2.4.101': 'MPEG2 Main Profile / High Level',
  '1.2.840.10008.1.2.4.102': 'MPEG-4 AVC/H.264 High Profile / Level 4.1',
  '1.2.840.10008.1.2.4.103': 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1',
  '1.2.840.10008.1.2.4.201': 'High-Throughput JPEG 2000 Lossless Only',
  '1.2.840.10008.1.2.4.202': 'High-Throughput JPEG 2000 with RPCL Options Lossless Only',
  '1.2.840.10008.1.2.4.203': 'High-Throughput JPEG 2000',
  '1.2.840.10008.1.2.5': 'RLE Lossless',
  '1.2.840.10008.1.2.8.1': 'Deflated Image Frame Compression',
};
const KNOWN = new Map(NATIVE.map((syntax) => [syntax.uid, syntax]));

/** The layout of a transfer syntax. One that this table does not know is read as all encapsulated ones are: explicit VR little endian. */
export const transferSyntaxOf = (uid: string): TransferSyntax =>
  KNOWN.get(uid) ?? { uid, name: ENCAPSULATED[uid] ?? uid, explicit: true, littleEndian: true, deflated: false, encapsulated: true };

/** The transfer syntaxes that this package reads, all of them storable and passable as they are. */
export const TRANSFER_SYNTAXES: readonly TransferSyntax[] = [...NATIVE.map(({ uid }) => uid), ...Object.keys(ENCAPSULATED)].map(
  transferSyntaxOf,
);
