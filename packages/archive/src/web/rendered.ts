import { readFile } from 'node:fs/promises';
import { recordAudit } from '@consilium/access';
import { DicomError, readDataSet } from '@consilium/dicom';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { renderFrame, type Window } from '../render-frame.ts';
import { choose } from './accept.ts';
import { findInstances, type Target } from './find-instances.ts';

/** Objects beyond this are drawn by the client from their frames. Bytes. */
const MAX_SIZE = 256 << 20;

/** `GET …/rendered`: a PNG of a frame, as it was stored uncompressed or in RLE. @see DICOM PS3.18 section 10.4.1.1.3 */
export function renderedRoutes(app: FastifyInstance, archive: Archive): void {
  const instance = '/dicom-web/studies/:study/series/:series/instances/:instance';
  for (const url of [`${instance}/rendered`, `${instance}/frames/:frame/rendered`])
    app.get<{ Params: Target & { readonly frame?: string }; Querystring: Readonly<Record<string, string>> }>(
      url,
      { config: { permission: 'archive.read' } },
      async (request, reply) => {
        const { context, params } = request;
        choose(request.headers.accept, ['image/png'], 'a rendered image');
        const { window, frame } = parse(request.query, params.frame);
        const found = await archive.database.transaction(context, async (transaction) => {
          const [row] = await findInstances(context, transaction, params);
          await recordAudit(context, transaction, [{ action: 'R', entity: `${params.instance} rendered`, patient: row?.patient }]);
          return row as NonNullable<typeof row>;
        });
        if (Number(found.size) > MAX_SIZE)
          throw new ArchiveError('not-acceptable', `the object has ${found.size} bytes and is not drawn here: ask for its frames`);
        try {
          const png = renderFrame(readDataSet(await readFile(archive.files.pathOf(context.consortium, found.digest))), frame, window);
          return reply.type('image/png').send(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
        } catch (error) {
          if (error instanceof DicomError)
            throw new ArchiveError('not-acceptable', `the object cannot be drawn: ${error.message}`, { cause: error });
          throw error;
        }
      },
    );
}

function parse(query: Readonly<Record<string, string>>, frameText = '1'): { readonly window?: Window; readonly frame: number } {
  const unknown = Object.keys(query).find((name) => !['window', 'quality', 'accept'].includes(name));
  if (unknown)
    throw new ArchiveError('invalid', `parameter "${unknown.slice(0, 80)}" is not supported: window=center,width,linear and quality are`);
  const frame = Number(frameText);
  if (!Number.isInteger(frame) || frame < 1) throw new ArchiveError('invalid', `frame "${frameText.slice(0, 40)}": give one number from 1`);
  if (query.window === undefined) return { frame: frame - 1 };
  const [center, width, kind = 'linear'] = query.window.split(',');
  const window = { center: Number(center), width: Number(width) };
  if (!Number.isFinite(window.center) || !(window.width >= 1) || kind.toLowerCase() !== 'linear')
    throw new ArchiveError('invalid', `window=${query.window.slice(0, 80)}: give center,width,linear with a width from 1`);
  return { frame: frame - 1, window };
}
