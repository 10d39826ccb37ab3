import type { Database } from '@consilium/database';
import type { FastifyInstance } from 'fastify';
import { listAudit, recordAudit } from './audit.ts';
import { AccessError } from './errors.ts';

const DEFAULT_COUNT = 50;
const LARGEST_COUNT = 1000;

/** `GET /api/audit?patient=&count=&before=`: what was done, latest first; `next` is the next page's `before`. Reading it is audited too. */
export function auditRoutes(app: FastifyInstance, database: Database): void {
  app.get('/api/audit', { config: { permission: 'audit.read' } }, async ({ context, query }) => {
    const { patient, count: countText = String(DEFAULT_COUNT), before, ...unknown } = query as Record<string, string | undefined>;
    if (Object.keys(unknown).length > 0)
      throw new AccessError('invalid', `parameter ${Object.keys(unknown).join(', ')} is unknown: use patient, count, before`);
    const count = Number(countText);
    if (!Number.isInteger(count) || count < 1 || count > LARGEST_COUNT)
      throw new AccessError('invalid', `count "${countText}": use 1 to ${LARGEST_COUNT}`);
    if (before !== undefined && !/^\d{1,18}$/.test(before))
      throw new AccessError('invalid', `before "${before}": use the value of \`next\` of the page before`);
    return database.transaction(context, async (transaction) => {
      const items = await listAudit(context, transaction, { patient, before, count });
      await recordAudit(context, transaction, [{ action: 'R', entity: patient ? `AuditEvent?patient=${patient}` : 'AuditEvent', patient }]);
      return { items, ...(items.length === count ? { next: items.at(-1)?.id } : {}) };
    });
  });
}
