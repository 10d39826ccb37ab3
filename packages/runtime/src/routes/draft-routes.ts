import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { type Change, editDraft } from '../sign-off/edit.ts';
import { rejectDraft } from '../sign-off/reject.ts';
import { signDraft } from '../sign-off/sign.ts';
import { readDraftPage, readWorklist, type WorklistFilter } from '../worklist/worklist.ts';

/** The worklist, a draft, and what a signing person can do with it. Each answers with the draft as it then is. */
export function draftRoutes(app: FastifyInstance, runtime: Runtime): void {
  const { database } = runtime;
  app.get<{ Querystring: WorklistFilter }>('/api/worklist', { config: { permission: 'draft.read' } }, (request) =>
    database.transaction(request.context, (transaction) => readWorklist(request.context, transaction, runtime, request.query)),
  );

  app.get('/api/drafts/:id', { config: { permission: 'draft.read' } }, (request) => page(request));

  app.post('/api/drafts/:id/$edit', { config: { permission: 'draft.sign' } }, async (request) => {
    const changes = changesOf(request.body);
    await database.transaction(request.context, (transaction) => editDraft(request.context, transaction, runtime, idOf(request), changes));
    return page(request);
  });

  app.post('/api/drafts/:id/$sign', { config: { permission: 'draft.sign' } }, async (request) => {
    await database.transaction(request.context, (transaction) => signDraft(request.context, transaction, runtime, idOf(request)));
    return page(request);
  });

  app.post('/api/drafts/:id/$reject', { config: { permission: 'draft.sign' } }, async (request) => {
    const { code, text } = bodyOf(request.body);
    if (typeof code !== 'string' || (text !== undefined && typeof text !== 'string'))
      throw new RuntimeError('invalid', 'the body must be { code, text? }, both strings');
    await database.transaction(request.context, (transaction) =>
      rejectDraft(request.context, transaction, runtime, idOf(request), { code, text }),
    );
    return page(request);
  });

  const page = (request: FastifyRequest) =>
    database.transaction(request.context, (transaction) => readDraftPage(request.context, transaction, runtime, idOf(request)));
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;
const bodyOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

function changesOf(body: unknown): readonly Change[] {
  const { changes } = bodyOf(body);
  if (!Array.isArray(changes) || changes.length > 100)
    throw new RuntimeError('invalid', 'the body must be { changes: [{ resource, path, value, reasonCode, reasonText? }] }, at most 100');
  return changes.map((change: unknown) => {
    const { resource, path, value, reasonCode, reasonText } = bodyOf(change);
    for (const [name, item] of Object.entries({ resource, path, value, reasonCode }))
      if (typeof item !== 'string')
        throw new RuntimeError('invalid', `${name} of a change must be a string, numbers too, so that their digits stay`);
    if (reasonText !== undefined && reasonText !== null && typeof reasonText !== 'string')
      throw new RuntimeError('invalid', 'reasonText of a change must be a string');
    return { resource, path, value, reasonCode, ...(reasonText && { reasonText }) } as Change;
  });
}
