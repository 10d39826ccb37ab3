export type ArchiveErrorCode =
  | 'not-dicom'
  | 'truncated'
  | 'unsupported'
  | 'invalid'
  | 'conflict'
  | 'not-found'
  | 'not-acceptable'
  | 'too-large';

const STATUS: Record<ArchiveErrorCode, number> = {
  'not-dicom': 400,
  truncated: 400,
  unsupported: 415,
  invalid: 400,
  conflict: 409,
  'not-found': 404,
  'not-acceptable': 406,
  'too-large': 413,
};

/** What the archive refuses; `statusCode` is the HTTP status, the message names the field and the reason. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;
  readonly statusCode: number;
  constructor(code: ArchiveErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ArchiveError';
    this.code = code;
    this.statusCode = STATUS[code];
  }
}
