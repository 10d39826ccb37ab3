import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { recordAudit } from '@consilium/access';
import type { DataSet } from '@consilium/dicom';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { withObject } from '../open-file.ts';
import { readBytes } from '../read-header.ts';
import { choose } from './accept.ts';
import { findInstances, type Target } from './find-instances.ts';

/** `GET …/bulkdata/{path}`: the value of one element; a path is tags and 1-based item numbers, joined by `/`. */
export function bulkDataRoutes(app: FastifyInstance, archive: Archive): void {
  const url = '/dicom-web/studies/:study/series/:series/instances/:instance/bulkdata/*';
  app.get<{ Params: Target & { readonly '*': string } }>(url, { config: { permission: 'archive.read' } }, async (request, reply) => {
    const { context, params } = request;
    const path = params['*'];
    const { range } = choose(request.headers.accept, ['application/octet-stream'], 'bulk data');
    const instance = await archive.database.transaction(context, async (transaction) => {
      const [found] = await findInstances(context, transaction, params);
      await recordAudit(context, transaction, [
        { action: 'R', entity: `${params.instance} bulkdata ${path.slice(0, 200)}`, patient: found?.patient },
      ]);
      return found as NonNullable<typeof found>;
    });
    const file = archive.files.pathOf(context.consortium, instance.digest);
    const value = await withObject(file, async ({ file, dataSet, pixels }) => {
      if (!pixels || path !== pixels.tag) return Buffer.from(valueAt(dataSet, path));
      if (pixels.length === undefined)
        throw new ArchiveError('not-acceptable', 'compressed pixel data are given by frame: ask for …/frames/1');
      return file.size === file.head.length
        ? readBytes(file, pixels.offset, pixels.length)
        : { offset: pixels.offset, length: pixels.length };
    });
    const boundary = range.multipart ? randomUUID() : undefined;
    async function* body(): AsyncGenerator<Buffer> {
      if (boundary) yield Buffer.from(`--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${value.length}\r\n\r\n`);
      if (Buffer.isBuffer(value)) yield value;
      else
        yield* createReadStream(file, {
          start: value.offset,
          end: value.offset + value.length - 1,
          highWaterMark: 1 << 18,
        }) as AsyncIterable<Buffer>;
      if (boundary) yield Buffer.from(`\r\n--${boundary}--\r\n`);
    }
    const type = boundary ? `multipart/related; type="application/octet-stream"; boundary=${boundary}` : 'application/octet-stream';
    return reply.type(type).send(Readable.from(body(), { objectMode: false }));
  });
}

function valueAt(dataSet: DataSet, path: string): Uint8Array {
  const absent = new ArchiveError('not-found', `there is no element ${path.slice(0, 200)}`);
  const steps = path.split('/');
  if (!steps.every((step, index) => (index % 2 === 0 ? /^[0-9A-F]{8}$/ : /^[1-9]\d{0,6}$/).test(step)) || steps.length % 2 === 0)
    throw absent;
  let current = dataSet;
  for (let at = 0; at + 2 < steps.length; at += 2) {
    const item = current.items(steps[at] as string)[Number(steps[at + 1]) - 1];
    if (!item) throw absent;
    current = item;
  }
  const bytes = current.valueBytes(steps.at(-1) as string);
  if (!bytes || current.element(steps.at(-1) as string)?.items) throw absent;
  return bytes;
}
