import { AccessDeniedError, recordAudit } from '@consilium/access';
import { OperationOutcomeError } from '@consilium/fhir';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { cdsHooksRoutes } from './cds-hooks-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { eventRoute } from './event-route.ts';
import { runRoute } from './run-route.ts';

/** All HTTP of the runtime; refusals are Problem Details (RFC 9457) and leave an audit row. */
export function runtimeRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => {
      const problem = problemOf(error);
      if (!problem) throw error;
      if (problem.status === 403 || problem.status === 409) await auditRefusal(runtime, request, problem.detail);
      return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
    });
    draftRoutes(scope, runtime);
    eventRoute(scope, runtime);
    cdsHooksRoutes(scope, runtime);
    runRoute(scope, runtime);
  });
}

function problemOf(error: unknown): RuntimeError['problem'] | undefined {
  if (error instanceof RuntimeError) return error.problem;
  if (error instanceof OperationOutcomeError) return { type: 'about:blank', title: 'Error', status: error.status, detail: error.message };
  if (error instanceof AccessDeniedError) return new RuntimeError('forbidden', error.message).problem;
  return undefined;
}

/** The transaction of what was refused is rolled back: the refusal is told in one of its own. */
async function auditRefusal(runtime: Runtime, request: FastifyRequest, detail: string): Promise<void> {
  const { id } = request.params as { id?: string };
  if (!request.context) return;
  await runtime.database.transaction(request.context, (transaction) =>
    recordAudit(request.context, transaction, [
      { action: 'E', entity: id ? `Task/${id.slice(0, 64)}` : request.url.slice(0, 100), outcome: 'refused', detail },
    ]),
  );
}
