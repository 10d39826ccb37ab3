import { recordAudit } from '@consilium/access';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { type Decision, resolveConflict } from '../resolve-conflict.ts';

const LIMIT = 200;

interface OpenConflict extends Record<string, unknown> {
  readonly id: string;
  readonly patient: string | null;
}

/** `GET /api/archive/conflicts`: what waits for a person, the oldest first. `POST …/{id}/$resolve`: what they decided. */
export function conflictRoutes(app: FastifyInstance, { database }: Archive): void {
  app.get('/api/archive/conflicts', { config: { permission: 'archive.store' } }, async ({ context }) => {
    const items = await database.transaction(context, async (transaction) => {
      const { rows } = await transaction.query<OpenConflict>(
        `SELECT id, kind, reason, organization, patient, identity, study_uid AS "studyInstanceUid", sop_uid AS "sopInstanceUid", opened_at AS "openedAt",
           (SELECT count(*)::int FROM archive.instance i WHERE i.consortium = c.consortium AND i.conflict = c.id) AS instances
         FROM archive.conflict c WHERE consortium = $1 AND resolved_at IS NULL ORDER BY id LIMIT ${LIMIT}`,
        [context.consortium],
      );
      await recordAudit(
        context,
        transaction,
        rows.map(({ id, patient }) => ({ action: 'R', entity: `archive conflict ${id}`, patient: patient ?? undefined })),
      );
      return rows;
    });
    return { items };
  });

  app.post<{ Params: { id: string }; Body: unknown }>(
    '/api/archive/conflicts/:id/$resolve',
    { config: { permission: 'archive.store' } },
    async (request, reply) => {
      const decision = parseDecision(request.body);
      await database.transaction(request.context, (transaction) =>
        resolveConflict(request.context, transaction, request.params.id, decision),
      );
      return reply.code(204).send();
    },
  );
}

function parseDecision(body: unknown): Decision {
  const { patient, keep } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (typeof patient === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(patient)) return { patient };
  if (keep === 'stored' || keep === 'received') return { keep };
  throw new ArchiveError(
    'invalid',
    'give {"patient": id or "new"} for objects whose patient is in doubt, {"keep": "stored" or "received"} for two contents',
  );
}
