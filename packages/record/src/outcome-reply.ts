import { OperationOutcomeError, outcome } from '@consilium/fhir';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** PostgreSQL's codes of what passes when it is tried again: serialization failure, deadlock, two who made the same. */
const TRANSIENT = new Set(['40001', '40P01', '23505']);
const ATTEMPTS = 6;

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
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return outcome(
      'unsupported-media-type',
      'Content-Type must be application/fhir+json (a search may be application/x-www-form-urlencoded)',
    );
  if (sqlState(error) === '57014') return outcome('timeout', 'This took too long: ask for less at a time');
  if (isUnreachable(error))
    return outcome('timeout', 'The database does not answer just now: try again in a few seconds', '', { cause: error });
  if (sqlState(error)?.startsWith('22'))
    return outcome('invalid', 'The request holds a value that cannot be read or a character that cannot be stored'); // data exceptions
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return outcome('invalid', message ?? 'The request cannot be read');
  return outcome('exception', 'The server failed; the log says why', '', { cause: error });
}

/** The connection was refused or lost, or the server is starting or stopping. */
function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    /^(ECONN\w+|EPIPE|ENOENT|57P0\d|08\d{3}|53300)$/.test(String(code)) ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(String(message))
  );
}

/** Sends FHIR JSON that is text already. */
export const sendFhir = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).header('content-type', 'application/fhir+json; charset=utf-8').header('cache-control', 'no-store').send(text);

export function sendOutcome(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toOutcome(error);
  if (known.status >= 500) request.log.error({ err: error }, 'FHIR request failed');
  return sendFhir(reply, known.status, JSON.stringify(known.outcome));
}
