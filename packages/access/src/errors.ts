export type AccessErrorCode = 'unauthenticated' | 'forbidden' | 'invalid' | 'duplicate' | 'not-found' | 'misdirected' | 'unprotected-route';

const STATUS: Record<AccessErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  invalid: 400,
  duplicate: 409,
  'not-found': 404,
  misdirected: 421,
  'unprotected-route': 500,
};

/** What access refuses; `statusCode` is the HTTP status, the message says what to do. */
export class AccessError extends Error {
  readonly code: AccessErrorCode;
  readonly statusCode: number;
  constructor(code: AccessErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AccessError';
    this.code = code;
    this.statusCode = STATUS[code];
  }
}

/** The caller is known and may not do this (HTTP 403). */
export class AccessDeniedError extends AccessError {
  constructor(message: string) {
    super('forbidden', message);
    this.name = 'AccessDeniedError';
  }
}
