import { type FileHandle, open } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { type DataSet, EXPLICIT_VR_LITTLE_ENDIAN, readDataSet } from '@consilium/dicom';
import { dataSetOffset } from './part10.ts';
import { type FileBytes, type PixelPlace, readHeader } from './read-header.ts';

const HEAD = 1 << 16;
const INFLATED_LIMIT = 1 << 30;

/** An object of which the header is read and the pixels are still in the file. */
export interface OpenObject {
  readonly file: FileBytes;
  readonly dataSet: DataSet;
  readonly pixels: PixelPlace | undefined;
}

/** Reads the header of a stored file, hands it over and closes it. A deflated one is inflated in memory. */
export async function withObject<T>(path: string, work: (object: OpenObject) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const file = await bytesOf(handle);
    const { dataSet, pixels } = readHeader(file);
    return await work(dataSet.transferSyntax.deflated ? inflated(file, await handle.readFile()) : { file, dataSet, pixels });
  } finally {
    await handle.close();
  }
}

async function bytesOf(handle: FileHandle): Promise<FileBytes> {
  const { size } = await handle.stat();
  const head = Buffer.alloc(Math.min(HEAD, size));
  await handle.read(head, 0, head.length, 0);
  return { descriptor: handle.fd, size, head };
}

/** As if it had been stored in Explicit VR Little Endian. */
function inflated(file: FileBytes, whole: Buffer): OpenObject {
  const head = inflateRawSync(whole.subarray(dataSetOffset(whole)), { maxOutputLength: INFLATED_LIMIT });
  const dataSet = readDataSet(head, { transferSyntaxUid: EXPLICIT_VR_LITTLE_ENDIAN });
  const element = dataSet.element('7FE00010');
  const pixels = element && { tag: element.tag, vr: element.vr, offset: element.offset, length: element.length };
  return { file: { descriptor: file.descriptor, size: head.length, head }, dataSet, pixels };
}
