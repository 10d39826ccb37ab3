import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from '@consilium/dicom';
import { ArchiveError } from './errors.ts';

const PREFIX = 132;

export interface MetaHeader {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly sourceAeTitle?: string;
}

/** Preamble, prefix and file meta information, to be followed by the data set as it was received. @see DICOM PS3.10 section 7.1 */
export function part10Header(meta: MetaHeader): Buffer {
  const elements = [
    long(0x0001, 'OB', Buffer.from([0, 1])),
    uid(0x0002, meta.sopClassUid),
    uid(0x0003, meta.sopInstanceUid),
    uid(0x0010, meta.transferSyntaxUid),
    uid(0x0012, IMPLEMENTATION_CLASS_UID),
    short(0x0013, 'SH', padded(IMPLEMENTATION_VERSION_NAME, ' ')),
    ...(meta.sourceAeTitle ? [short(0x0016, 'AE', padded(meta.sourceAeTitle, ' '))] : []),
  ];
  const body = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  const preamble = Buffer.alloc(PREFIX);
  preamble.write('DICM', 128, 'latin1');
  return Buffer.concat([preamble, short(0x0000, 'UL', length), body]);
}

const padded = (text: string, padding: string): Buffer => Buffer.from(text.length % 2 ? text + padding : text, 'latin1');
const uid = (element: number, value: string): Buffer => short(element, 'UI', padded(value, '\0'));

function short(element: number, vr: string, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(2, 0);
  head.writeUInt16LE(element, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
}

function long(element: number, vr: string, value: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(2, 0);
  head.writeUInt16LE(element, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt32LE(value.length, 8);
  return Buffer.concat([head, value]);
}

const LONG_VRS = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'SQ', 'UC', 'UN', 'UR', 'UT', 'SV', 'UV']);

/**
 * Where the data set begins: behind the last element of group 0002, found by walking it, since its stated length is
 * missing or wrong in some files. A file without preamble or without meta header is taken as it is, if it reads as DICOM.
 * @throws ArchiveError `not-dicom`, `truncated` when `head`, the beginning of a file, is not that of a DICOM object
 */
export function dataSetOffset(head: Buffer): number {
  const prefixed = head.length >= PREFIX && head.toString('latin1', 128, PREFIX) === 'DICM';
  const start = prefixed ? PREFIX : 0;
  const group = head.length >= start + 8 ? head.readUInt16LE(start) : 0;
  if (!prefixed && group !== 2 && group !== 8 && group !== 0x0800)
    throw new ArchiveError('not-dicom', 'not a DICOM file: "DICM" is not at byte 128, and no data set stands at the beginning');
  let at = start;
  while (at + 8 <= head.length && head.readUInt16LE(at) === 2) {
    const vr = head.toString('latin1', at + 4, at + 6);
    const isLong = LONG_VRS.has(vr);
    if (isLong && at + 12 > head.length) break;
    at += isLong ? 12 + head.readUInt32LE(at + 8) : 8 + head.readUInt16LE(at + 6);
  }
  if (at + 8 > head.length) throw new ArchiveError('truncated', 'the file ends inside its meta header');
  return at;
}
