import type {} from '@consilium/access';
import type { Database } from '@consilium/database';
import type { FastifyInstance } from 'fastify';
import { checkRules } from './rule.ts';
import { decisionsOn, stateFor } from './state.ts';
import { listVersions } from './version.ts';

/** `GET /api/services`: every version with its card, what its rules found, and what was decided about it here. */
export function registryRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  app.get('/api/services', { config: { permission: 'registry.read' } }, (request) =>
    database.transaction(request.context, async (transaction) => {
      const items = [];
      for (const version of await listVersions(request.context, transaction)) {
        const { manifest, card, codeDigest, weightsDigest, device } = version;
        items.push({
          ...manifest,
          device,
          codeDigest,
          weightsDigest,
          card,
          rules: checkRules(version),
          here: await stateFor(request.context, transaction, manifest.name, manifest.version, request.context.organization),
          decisions: await decisionsOn(request.context, transaction, manifest.name, manifest.version),
        });
      }
      return { items };
    }),
  );
}
