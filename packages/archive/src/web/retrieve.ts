import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { recordAudit } from '@consilium/access';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { choose } from './accept.ts';
import { baseOf } from './base-url.ts';
import { type FoundInstance, findInstances, type Target } from './find-instances.ts';

/** `GET` of a study, a series or an instance: the Part 10 files as they were stored, streamed. @see DICOM PS3.18 section 10.4 */
export function retrieveRoutes(app: FastifyInstance, archive: Archive): void {
  for (const url of [
    '/dicom-web/studies/:study',
    '/dicom-web/studies/:study/series/:series',
    '/dicom-web/studies/:study/series/:series/instances/:instance',
  ])
    app.get<{ Params: Target }>(url, { config: { permission: 'archive.read' } }, async (request, reply) => {
      const { context, params } = request;
      const { range } = choose(request.headers.accept, ['application/dicom'], 'an object');
      const instances = await archive.database.transaction(context, async (transaction) => {
        const found = await findInstances(context, transaction, params);
        await recordAudit(context, transaction, [
          { action: 'R', entity: params.instance ?? params.series ?? params.study, patient: found[0]?.patient },
        ]);
        return found;
      });
      requireSyntax(instances, range.transferSyntax);
      const path = (instance: FoundInstance): string => archive.files.pathOf(context.consortium, instance.digest);
      const [only] = instances;
      if (!range.multipart && params.instance && only && range.type === 'application/dicom')
        return reply
          .header('content-length', only.size)
          .type(`application/dicom; transfer-syntax=${only.transfer_syntax}`)
          .send(createReadStream(path(only)));
      const boundary = randomUUID();
      const base = baseOf(request);
      async function* parts(): AsyncGenerator<Buffer> {
        for (const instance of instances) {
          const location = `${base}/studies/${instance.study_uid}/series/${instance.series_uid}/instances/${instance.sop_uid}`;
          yield partHeader(boundary, `application/dicom; transfer-syntax=${instance.transfer_syntax}`, location, Number(instance.size));
          yield* createReadStream(path(instance), { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
          yield Buffer.from('\r\n');
        }
        yield Buffer.from(`--${boundary}--\r\n`);
      }
      return reply
        .type(`multipart/related; type="application/dicom"; boundary=${boundary}`)
        .send(Readable.from(parts(), { objectMode: false }));
    });
}

/** What stands in front of the bytes of one part. */
export const partHeader = (boundary: string, contentType: string, location: string, length: number): Buffer =>
  Buffer.from(`--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Location: ${location}\r\nContent-Length: ${length}\r\n\r\n`);

/**
 * Objects are given as they are stored. A client that asks for one transfer syntax gets it only where it is the stored one;
 * one that names none gets the stored one too: the standard's default would be Explicit VR Little Endian, but its readers
 * look at the meta header.
 */
function requireSyntax(instances: readonly FoundInstance[], transferSyntax: string | undefined): void {
  if (transferSyntax === undefined || transferSyntax === '*') return;
  const other = instances.find((instance) => instance.transfer_syntax !== transferSyntax);
  if (other)
    throw new ArchiveError(
      'not-acceptable',
      `${other.sop_uid} is stored as ${other.transfer_syntax} and is not transcoded to ${transferSyntax}: ask with transfer-syntax=*`,
    );
}
