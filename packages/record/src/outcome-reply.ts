import { OperationOutcomeError, outcome } from '@consilium/fhir';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** PostgreSQL's codes of what passes when it is tried again: serialization failure, deadlock, two who made the same. */
const TRANSIENT = new Set(['40001', '40P01', '23505']);
const ATTEMPTS = 4;

const sqlState = (error: unknown): string | undefined => {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return typeof code === 'string' && typeof severity === 'string' ? code : undefined;
};

/** Runs a whole transaction, again if it lost a race. @throws OperationOutcomeError `conflict` if it keeps losing */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!TRANSIENT.has(sqlState(error) ?? '')) throw error;
      if (attempt === ATTEMPTS) throw outcome('conflict', 'Others are writing the same resources: try again', '', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 5 * 3 ** attempt * Math.random()));
    }
  }
}

/** Every error as an OperationOutcome; what the database says stays in the log. */
export function toOutcome(error: unknown): OperationOutcomeError {
  if (error instanceof OperationOutcomeError) return error;
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (code === 'forbidden') return outcome('forbidden', message ?? 'forbidden');
  if (code === 'unauthenticated') return outcome('login', message ?? 'sign in');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return outcome('too-large', 'The body is too large: send it in parts');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return outcome('unsupported-media-type', 'Content-Type must be application/fhir+json (a search may be application/x-www-form-urlencoded)');
  if (sqlState(error) === '57014') return outcome('timeout', 'This took too long: ask for less at a time');
  if (sqlState(error) === '22021' || sqlState(error) === '22P05') return outcome('invalid', 'The request holds a character that cannot be stored');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return outcome('invalid', message ?? 'The request cannot be read');
  return outcome('exception', 'The server failed; the log says why', '', { cause: error });
}

/** Sends FHIR JSON that is text already. */
export const sendFhir = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).header('content-type', 'application/fhir+json; charset=utf-8').header('cache-control', 'no-store').send(text);

export function sendOutcome(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toOutcome(error);
  if (known.status >= 500) request.log.error({ err: error }, 'FHIR request failed');
  return sendFhir(reply, known.status, JSON.stringify(known.outcome));
}
