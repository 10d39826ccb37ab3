import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import type { Configuration } from './configuration.ts';

/** The HTTP server; its log says what was asked by route, never by the address typed, which may hold a name. */
export function createHttp(configuration: Configuration): FastifyInstance {
  return fastify({
    bodyLimit: 64 * 1024 * 1024,
    forceCloseConnections: true, // event streams never end by themselves
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 256 },
    logger: {
      level: 'info',
      file: join(configuration.home, 'server.log'),
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
        res: (reply) => ({ statusCode: reply.statusCode }),
        err: (error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }),
      },
    },
  }) as unknown as FastifyInstance;
}
