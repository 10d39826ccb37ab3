import { Readable } from 'node:stream';
import { recordAudit } from '@consilium/access';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { choose } from './accept.ts';
import { baseOf } from './base-url.ts';
import { notFound, type Target, VISIBLE, visibility } from './find-instances.ts';

const BATCH = 200;

/** `GET …/metadata`: DICOM JSON from the index, never from the files. @see DICOM PS3.18 section 10.4.1.1.2 */
export function metadataRoutes(app: FastifyInstance, { database }: Archive): void {
  for (const url of [
    '/dicom-web/studies/:study/metadata',
    '/dicom-web/studies/:study/series/:series/metadata',
    '/dicom-web/studies/:study/series/:series/instances/:instance/metadata',
  ])
    app.get<{ Params: Target }>(url, { config: { permission: 'archive.read' } }, async (request, reply) => {
      const { context, params } = request;
      const { type } = choose(request.headers.accept, ['application/dicom+json', 'application/json'], 'metadata');
      const base = baseOf(request);
      const found = await database.transaction(context, async (transaction) => {
        const { rows } = await transaction.query<{ sop_uid: string; patient: string }>(
          `SELECT sop_uid, patient FROM archive.instance WHERE ${VISIBLE} AND study_uid = $3 AND ($4::text IS NULL OR series_uid = $4) AND ($5::text IS NULL OR sop_uid = $5)
           ORDER BY series_uid, instance_number, sop_uid`,
          [...visibility(context), params.study, params.series ?? null, params.instance ?? null],
        );
        if (!rows[0]) throw notFound(params);
        await recordAudit(context, transaction, [
          { action: 'R', entity: `${params.instance ?? params.series ?? params.study} metadata`, patient: rows[0].patient },
        ]);
        return rows.map((row) => row.sop_uid);
      });
      async function* pages(): AsyncGenerator<string> {
        yield '[';
        for (let at = 0; at < found.length; at += BATCH) {
          const { rows } = await database.transaction(context, (transaction) =>
            transaction.query<{ study_uid: string; series_uid: string; sop_uid: string; header: string }>(
              `SELECT i.study_uid, i.series_uid, i.sop_uid, i.header FROM unnest($2::text[]) WITH ORDINALITY u(uid, n) JOIN archive.instance i ON i.consortium = $1 AND i.sop_uid = u.uid ORDER BY u.n`,
              [context.consortium, found.slice(at, at + BATCH)],
            ),
          );
          yield (at > 0 ? ',\n' : '') +
            rows
              .map((row) => withBulkData(row.header, `${base}/studies/${row.study_uid}/series/${row.series_uid}/instances/${row.sop_uid}`))
              .join(',\n');
        }
        yield ']';
      }
      return reply.type(type).send(Readable.from(pages()));
    });
}

/** Completes the bulk data addresses of a header: within JSON text an unescaped quote cannot stand inside a value. */
export const withBulkData = (header: string, instance: string): string =>
  header.replaceAll('"BulkDataURI":"@/', `"BulkDataURI":"${instance}/bulkdata/`);
