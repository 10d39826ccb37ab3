import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CommandError } from './command-error.ts';

export type SourceKind = 'dicom' | 'json' | 'ndjson' | 'dicomdir' | 'unknown';

/** A JSON text must fit into memory several times over; NDJSON need not. */
const LARGEST_TEXT = 256 * 2 ** 20;
const LARGEST_LINE = 32 * 2 ** 20;

/** Every file below a path, in a steady order; hidden ones are left out, links are followed, `refuse` is told of what cannot be entered. */
export async function* filesBelow(
  path: string,
  refuse?: (path: string, error: unknown) => void,
  above: readonly string[] = [],
): AsyncGenerator<string> {
  let names: string[];
  let self: string;
  try {
    if (!(await stat(path)).isDirectory()) return yield path;
    self = await realpath(path);
    if (above.includes(self)) return; // a link to a folder that it lies in
    names = await readdir(path);
  } catch (error) {
    if (!refuse) throw error;
    return refuse(path, error);
  }
  for (const name of names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
    if (!name.startsWith('.')) yield* filesBelow(join(path, name), refuse, [...above, self]);
}

/** What a file is, by its name and its first bytes. */
export async function kindOf(file: string): Promise<SourceKind> {
  if (!(await stat(file)).isFile()) return 'unknown'; // a pipe or a device would be waited for
  const name = basename(file).toLowerCase().replace(/\.gz$/, '');
  if (/\.(ndjson|jsonl)$/.test(name)) return 'ndjson';
  if (name.endsWith('.json')) return 'json';
  if (name === 'dicomdir') return 'dicomdir';
  const head = await readHead(file);
  if (head.toString('latin1', 128, 132) === 'DICM' || name.endsWith('.dcm')) return 'dicom';
  if (
    head
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('{')
  )
    return 'json';
  // group 0002 or 0008, element below 0100, in either byte order: a data set without its preamble
  const [a, b, c, d] = [head[0], head[1], head[2], head[3]];
  return (d === 0 && b === 0 && (a === 2 || a === 8)) || (a === 0 && c === 0 && (b === 2 || b === 8)) ? 'dicom' : 'unknown';
}

export async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, unpacked if they are packed; `onBytes` is told how many of the file's own were read. */
export async function openBytes(file: string, onBytes?: (read: number) => void): Promise<Readable> {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  if (onBytes) source.on('data', () => onBytes(source.bytesRead)).pause();
  return (await isGzip(file)) ? pipeline(source, createGunzip(), () => {}) : source; // a broken source breaks what is read
}

async function readHead(file: string): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of await openBytes(file)) {
    head = Buffer.concat([head, chunk as Buffer]);
    if (head.length >= 132) break;
  }
  return head.subarray(0, 132);
}

/** The text of a file. @throws CommandError where it is too large, or not UTF-8 */
export async function readText(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await openBytes(file)) {
    length += (chunk as Buffer).length;
    if (length > LARGEST_TEXT) throw new CommandError('more than 256 MB in one JSON text: give it as NDJSON, a resource a line');
    chunks.push(chunk as Buffer);
  }
  return decode(Buffer.concat(chunks));
}

/** Lines of a file that may be larger than memory, counted from 1; empty ones are left out. */
export async function* readLines(
  file: string,
  onBytes?: (read: number) => void,
): AsyncGenerator<{ readonly number: number; readonly bytes: Buffer }> {
  let rest: Buffer[] = [];
  let length = 0;
  let number = 0;
  const line = (last: Buffer): { number: number; bytes: Buffer } => {
    const bytes = Buffer.concat([...rest, last]);
    rest = [];
    length = 0;
    return { number: ++number, bytes };
  };
  for await (const chunk of (await openBytes(file, onBytes)) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const whole = line(chunk.subarray(start, end));
      if (!isBlank(whole.bytes)) yield whole;
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LARGEST_LINE) throw new CommandError(`line ${number + 1} is longer than 32 MB: no NDJSON`);
  }
  const last = line(Buffer.alloc(0));
  if (!isBlank(last.bytes)) yield last;
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes. @throws CommandError where they are something else, which would be stored as question marks */
export function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new CommandError('not UTF-8: convert it first, such as with iconv -f GB18030 -t UTF-8', { cause });
  }
}
