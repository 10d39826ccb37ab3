import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Runtime } from '../runtime.ts';

/** Proxies close connections that say nothing for a minute. */
const KEEP_ALIVE_MS = 20_000;
/** Changes that come together are told once. */
const GATHER_MS = 100;

/** `GET /api/events`: server-sent events; `worklist` says that a row of the caller's worklist changed, not which. @see HTML, server-sent events */
export function eventRoute(app: FastifyInstance, { database }: Runtime): void {
  const open = new Map<ServerResponse, string>();
  const changed = new Set<string>();
  let listening: Promise<() => Promise<void>> | undefined;

  const tell = (consortium: string): void => {
    if (changed.has(consortium)) return;
    changed.add(consortium);
    setTimeout(() => {
      changed.delete(consortium);
      for (const [response, of] of open) if (consortium === '' || of === consortium) response.write('event: worklist\ndata: {}\n\n');
    }, GATHER_MS).unref();
  };
  const timer = setInterval(() => {
    for (const response of open.keys()) response.write(': still here\n\n');
  }, KEEP_ALIVE_MS);
  app.addHook('preClose', async () => {
    clearInterval(timer);
    for (const response of open.keys()) response.end();
    await (await listening?.catch(() => undefined))?.();
  });

  app.get('/api/events', { config: { permission: 'draft.read' } }, async (request, reply) => {
    listening ??= database.listen('worklist', tell);
    await listening;
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\nevent: worklist\ndata: {}\n\n');
    open.set(reply.raw, request.context.consortium);
    reply.raw.once('close', () => open.delete(reply.raw));
  });
}
