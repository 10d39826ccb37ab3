import { recordAudit } from '@consilium/access';
import type { FastifyInstance } from 'fastify';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { callHook, type HookRequest, hookServices } from '../triggers/hook.ts';

/** CDS Hooks 2.0: discovery, call and feedback. @see https://cds-hooks.hl7.org/2.0/ */
export function cdsHooksRoutes(app: FastifyInstance, runtime: Runtime): void {
  const { database } = runtime;
  app.get('/cds-services', { config: { permission: 'service.request' } }, (request) =>
    database.transaction(request.context, async (transaction) => ({
      services: (await hookServices(request.context, transaction, runtime)).map(({ manifest: { name, title, trigger } }) => ({
        id: name,
        title: title.zh,
        description: title.en,
        ...(trigger.kind === 'hook' && { hook: trigger.hook, prefetch: trigger.prefetch }),
      })),
    })),
  );

  app.post<{ Params: { id: string } }>('/cds-services/:id', { config: { permission: 'service.request' } }, async (request) => ({
    cards: await runtime.turnstile.run(() => callHook(request.context, runtime, request.params.id, hookRequest(request.body))),
  }));

  app.post<{ Params: { id: string }; Body: { feedback?: unknown } }>(
    '/cds-services/:id/feedback',
    { config: { permission: 'service.request' } },
    async (request) => {
      const { feedback } = request.body ?? {};
      if (!Array.isArray(feedback) || feedback.length > 100)
        throw new RuntimeError('invalid', 'the body must be { feedback: [{ card, outcome, outcomeTimestamp }] }');
      for (const { card, outcome } of feedback as readonly { card?: unknown; outcome?: unknown }[]) {
        if (typeof card !== 'string' || card.length > 64 || (outcome !== 'accepted' && outcome !== 'overridden'))
          throw new RuntimeError('invalid', 'each feedback needs card (its uuid) and outcome, accepted or overridden');
      }
      await database.transaction(request.context, (transaction) =>
        recordAudit(
          request.context,
          transaction,
          feedback.map(({ card, outcome }: { card: string; outcome: string }) => ({
            action: 'E' as const,
            entity: `cds-services/${request.params.id.slice(0, 40)}/${card}`,
            detail: outcome,
          })),
        ),
      );
      return {};
    },
  );
}

function hookRequest(body: unknown): HookRequest {
  const { hook, hookInstance, context, prefetch } = (body ?? {}) as Partial<HookRequest>;
  if (typeof hook !== 'string') throw new RuntimeError('invalid', 'hook is missing');
  if (typeof hookInstance !== 'string') throw new RuntimeError('invalid', 'hookInstance is missing: a UUID');
  if (typeof context !== 'object' || context === null) throw new RuntimeError('invalid', 'context is missing');
  if (prefetch !== undefined && (typeof prefetch !== 'object' || prefetch === null))
    throw new RuntimeError('invalid', 'prefetch must be an object');
  return { hook, hookInstance, context, ...(prefetch && { prefetch }) };
}
