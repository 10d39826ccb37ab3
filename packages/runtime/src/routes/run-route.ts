import type { FastifyInstance } from 'fastify';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { runOnRequest } from '../triggers/request.ts';

/** `POST /api/services/{name}/$run` with `{ parameters }`: an answer, a decline, or the id of the draft that is now on the worklist. */
export function runRoute(app: FastifyInstance, runtime: Runtime): void {
  app.post<{ Params: { name: string }; Body: { parameters?: unknown } }>(
    '/api/services/:name/$run',
    { config: { permission: 'service.request' } },
    async (request) => {
      const { parameters = {} } = request.body ?? {};
      if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters))
        throw new RuntimeError('invalid', 'parameters must be an object');
      return runtime.turnstile.run(() =>
        runOnRequest(request.context, runtime, request.params.name, parameters as Record<string, unknown>),
      );
    },
  );
}
