export type DatabaseErrorCode = 'no-binaries' | 'initdb-failed' | 'start-failed' | 'migration-changed' | 'migration-failed';

/** What keeps the database from serving; the message says what to do. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  constructor(code: DatabaseErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DatabaseError';
    this.code = code;
  }
}
