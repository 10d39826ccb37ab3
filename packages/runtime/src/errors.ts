import { STATUS_CODES } from 'node:http';

export type RuntimeErrorCode =
  | 'service-failed'
  | 'out-of-memory'
  | 'time-limit'
  | 'processor-limit'
  | 'killed'
  | 'cancelled'
  | 'protocol'
  | 'invalid-manifest'
  | 'invalid-result'
  | 'not-runnable'
  | 'not-found'
  | 'invalid'
  | 'forbidden'
  | 'conflict'
  | 'precondition';

const STATUS: Partial<Record<RuntimeErrorCode, number>> = {
  'not-found': 404,
  invalid: 400,
  forbidden: 403,
  conflict: 409,
  precondition: 412,
  'not-runnable': 409,
  'time-limit': 504,
};

/** What keeps a service from running or a draft from being signed; `statusCode` is the HTTP status, the message says what to do. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;
  readonly statusCode: number;
  constructor(code: RuntimeErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RuntimeError';
    this.code = code;
    this.statusCode = STATUS[code] ?? 500;
  }
  /** The same input would fail the same way: trying again is of no use. */
  get final(): boolean {
    return this.code === 'invalid-result' || this.code === 'invalid-manifest' || this.code === 'not-runnable';
  }
  /** Problem Details. @see RFC 9457 */
  get problem(): { readonly type: string; readonly title: string; readonly status: number; readonly detail: string } {
    return { type: 'about:blank', title: STATUS_CODES[this.statusCode] ?? 'Error', status: this.statusCode, detail: this.message };
  }
}
