import { uidFromUuid } from '@consilium/dicom';

/** What a generated test image says of itself; everything has a default. */
export interface TestImage {
  readonly sopInstanceUid?: string;
  readonly seriesInstanceUid?: string;
  readonly studyInstanceUid?: string;
  readonly patientId?: string;
  /** With all its groups: `Zhang^San=张^三`. */
  readonly patientName?: string;
  readonly birthDate?: string;
  readonly number?: number;
  readonly modality?: string;
  readonly rows?: number;
  readonly columns?: number;
  /** Fills the pixels, so that images differ. */
  readonly seed?: number;
  readonly description?: string;
}

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const MR = '1.2.840.10008.5.1.4.1.1.4';

/** A small 16-bit MR image as Part 10 bytes, Explicit VR Little Endian, text in UTF-8. */
export function testImage(image: TestImage = {}): Buffer {
  const number = image.number ?? 1;
  const study = image.studyInstanceUid ?? uidFromUuid('test study');
  const series = image.seriesInstanceUid ?? uidFromUuid(`test series of ${study}`);
  const sop = image.sopInstanceUid ?? uidFromUuid(`${series} ${number}`);
  const rows = image.rows ?? 16;
  const columns = image.columns ?? 16;
  const modality = image.modality ?? 'MR';
  const sopClass = modality === 'MR' ? MR : SECONDARY_CAPTURE;
  const pixels = Buffer.alloc(rows * columns * 2);
  for (let at = 0; at < rows * columns; at++) pixels.writeUInt16LE((at * 7 + (image.seed ?? 0) * 131 + number) % 4096, at * 2);
  const dataSet = Buffer.concat([
    element(0x0008, 0x0005, 'CS', 'ISO_IR 192'),
    element(0x0008, 0x0016, 'UI', sopClass),
    element(0x0008, 0x0018, 'UI', sop),
    element(0x0008, 0x0020, 'DA', '20260105'),
    element(0x0008, 0x0030, 'TM', '101500'),
    element(0x0008, 0x0050, 'SH', 'ACC1'),
    element(0x0008, 0x0060, 'CS', modality),
    element(0x0008, 0x0090, 'PN', ''),
    element(0x0008, 0x1030, 'LO', image.description ?? '头颅平扫'),
    element(0x0010, 0x0010, 'PN', image.patientName ?? 'Zhang^San=张^三'),
    element(0x0010, 0x0020, 'LO', image.patientId ?? 'P1'),
    element(0x0010, 0x0030, 'DA', image.birthDate ?? '19500607'),
    element(0x0010, 0x0040, 'CS', 'F'),
    element(0x0020, 0x000d, 'UI', study),
    element(0x0020, 0x000e, 'UI', series),
    element(0x0020, 0x0010, 'SH', '1'),
    element(0x0020, 0x0011, 'IS', '3'),
    element(0x0020, 0x0013, 'IS', String(number)),
    element(0x0028, 0x0002, 'US', short(1)),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', short(rows)),
    element(0x0028, 0x0011, 'US', short(columns)),
    element(0x0028, 0x0100, 'US', short(16)),
    element(0x0028, 0x0101, 'US', short(12)),
    element(0x0028, 0x0102, 'US', short(11)),
    element(0x0028, 0x0103, 'US', short(0)),
    element(0x7fe0, 0x0010, 'OW', pixels),
  ]);
  const meta = Buffer.concat([
    element(2, 2, 'UI', sopClass),
    element(2, 3, 'UI', sop),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    element(2, 0x12, 'UI', '1.2.3.4'),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const preamble = Buffer.alloc(132);
  preamble.write('DICM', 128);
  return Buffer.concat([preamble, element(2, 0, 'UL', length), meta, dataSet]);
}

const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

function element(group: number, number: number, vr: string, value: string | Buffer): Buffer {
  let bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  if (bytes.length % 2) bytes = Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
  const long = vr === 'OW' || vr === 'OB';
  const head = Buffer.alloc(long ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (long) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}
