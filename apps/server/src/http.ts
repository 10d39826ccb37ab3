import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { destination } from 'pino';
import type { Configuration } from './configuration.ts';

/** Log lines are written together once there are so many bytes of them, and at the latest after so long. */
const BUFFERED_BYTES = 8192;
const FLUSH_MS = 1000;

/**
 * The HTTP server. Its log has one line a request, which says what was asked by route, never by the address as typed,
 * which may hold a name.
 */
export function createHttp(configuration: Configuration): FastifyInstance {
  const stream = destination({
    dest: join(configuration.home, 'server.log'),
    mkdir: true,
    sync: false,
    minLength: BUFFERED_BYTES,
    periodicFlush: FLUSH_MS,
  });
  const app = fastify({
    bodyLimit: 64 * 1024 * 1024,
    disableRequestLogging: true,
    forceCloseConnections: true, // event streams never end by themselves
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 256 },
    logger: {
      level: 'info',
      stream,
      serializers: { err: (error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }) },
    },
  }) as unknown as FastifyInstance;
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.addHook('onClose', async () => stream.flushSync());
  return app;
}
