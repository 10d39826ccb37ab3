import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { recordAudit } from '@consilium/access';
import { EXPLICIT_VR_LITTLE_ENDIAN } from '@consilium/dicom';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { frameMediaType } from '../frame-media-type.ts';
import { type Frame, framePlaces } from '../frame-places.ts';
import { withObject } from '../open-file.ts';
import { type FileBytes, readBytes } from '../read-header.ts';
import { covers, type MediaRange, parseAccept } from './accept.ts';
import { findInstances, type Target } from './find-instances.ts';

type FrameTarget = Target & { readonly frames: string };
const OCTETS = 'application/octet-stream';
/** Frames of a request up to this many bytes together are read at once, more are streamed. */
const IN_MEMORY = 8 << 20;

/**
 * `GET …/frames/{list}`: frames as stored. Native ones are bytes in little endian; compressed ones are given in their
 * media type, or as bytes to who asks for `transfer-syntax=*`, with the transfer syntax at each part.
 * @see DICOM PS3.18 section 10.4.1.1.6
 */
export function frameRoutes(app: FastifyInstance, archive: Archive): void {
  const url = '/dicom-web/studies/:study/series/:series/instances/:instance/frames/:frames';
  app.get<{ Params: FrameTarget }>(url, { config: { permission: 'archive.read' } }, async (request, reply) => {
    const { context, params } = request;
    const wanted = frameList(params.frames);
    const instance = await archive.database.transaction(context, async (transaction) => {
      const [found] = await findInstances(context, transaction, params);
      await recordAudit(context, transaction, [
        { action: 'R', entity: `${params.instance} frames ${params.frames}`, patient: found?.patient },
      ]);
      return found as NonNullable<typeof found>;
    });
    const path = archive.files.pathOf(context.consortium, instance.digest);
    const { type, multipart, syntax, frames } = await withObject(path, async ({ file, dataSet, pixels }) => {
      if (!pixels) throw new ArchiveError('not-found', `${params.instance} has no pixel data`);
      const encapsulated = pixels.length === undefined;
      const syntax = encapsulated ? instance.transfer_syntax : EXPLICIT_VR_LITTLE_ENDIAN;
      const range = chooseRange(request.headers.accept, syntax, encapsulated);
      const places = framePlaces(file, dataSet, pixels, wanted);
      const small = places.reduce((sum, frame) => sum + lengthOf(frame), 0) <= IN_MEMORY || file.size === file.head.length;
      return { ...range, syntax, frames: small ? places.map((frame) => frameBytes(file, frame)) : places };
    });
    const contentType = `${type}; transfer-syntax=${syntax}`;
    if (!multipart && frames.length === 1)
      return reply.type(contentType).send(Readable.from(frameStream(path, frames[0] as Frame), { objectMode: false }));
    const boundary = randomUUID();
    async function* parts(): AsyncGenerator<Uint8Array> {
      for (const frame of frames) {
        yield Buffer.from(`--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Length: ${lengthOf(frame)}\r\n\r\n`);
        yield* frameStream(path, frame);
        yield Buffer.from('\r\n');
      }
      yield Buffer.from(`--${boundary}--\r\n`);
    }
    return reply
      .type(`multipart/related; type="${type}"; transfer-syntax=${syntax}; boundary=${boundary}`)
      .send(Readable.from(parts(), { objectMode: false }));
  });
}

const lengthOf = (frame: Frame): number =>
  frame instanceof Uint8Array ? frame.length : frame.reduce((sum, { length }) => sum + length, 0);

/** Stored files never change: what is too large for memory is read again from its path. */
async function* frameStream(path: string, frame: Frame): AsyncGenerator<Uint8Array> {
  if (frame instanceof Uint8Array) yield frame;
  else
    for (const { offset, length } of frame)
      if (length > 0)
        yield* createReadStream(path, { start: offset, end: offset + length - 1, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
}

/** `1,2,5`, 1 is the first. @throws ArchiveError `invalid` */
function frameList(text: string): number[] {
  const frames = decodeURIComponent(text).split(',').map(Number);
  if (frames.length > 1000 || frames.some((frame) => !Number.isInteger(frame) || frame < 1))
    throw new ArchiveError('invalid', `frames "${text.slice(0, 80)}": give up to 1000 numbers from 1, joined by commas`);
  return frames.map((frame) => frame - 1);
}

function chooseRange(
  accept: string | undefined,
  syntax: string,
  encapsulated: boolean,
): { readonly type: string; readonly multipart: boolean } {
  const stored = encapsulated ? frameMediaType(syntax) : OCTETS;
  const legacy = stored.replace('image/', 'image/x-'); // names that readers still ask for: image/x-jls, image/x-dicom-rle
  const suits = (range: MediaRange): string | undefined => {
    if (range.transferSyntax !== undefined && range.transferSyntax !== '*' && range.transferSyntax !== syntax) return undefined;
    if (covers(range.type, stored))
      return stored === OCTETS && encapsulated && range.transferSyntax === undefined && range.type === OCTETS ? undefined : stored;
    if (range.type === legacy) return legacy;
    return range.type === OCTETS && range.transferSyntax !== undefined ? OCTETS : undefined;
  };
  for (const range of parseAccept(accept)) {
    const type = suits(range);
    if (type) return { type, multipart: range.multipart || range.type === '*/*' };
  }
  const offer = encapsulated
    ? `multipart/related; type="${stored}", or type="${OCTETS}"; transfer-syntax=*`
    : `multipart/related; type="${OCTETS}"`;
  throw new ArchiveError('not-acceptable', `the frames are stored as ${syntax} and are not transcoded: ask for ${offer}`);
}

function frameBytes(file: FileBytes, frame: Frame): Uint8Array {
  if (frame instanceof Uint8Array) return frame;
  const parts = frame.map(({ offset, length }) => readBytes(file, offset, length));
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
