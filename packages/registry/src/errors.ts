export type RegistryErrorCode = 'unknown-version' | 'no-registration-number' | 'retired' | 'no-reason' | 'unknown-state';

/** What the registry refuses; `statusCode` is the HTTP status, the message says what to do. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  readonly statusCode: number;
  constructor(code: RegistryErrorCode, message: string) {
    super(message);
    this.name = 'RegistryError';
    this.code = code;
    this.statusCode = code === 'unknown-version' ? 404 : code === 'no-reason' || code === 'unknown-state' ? 400 : 409;
  }
}
