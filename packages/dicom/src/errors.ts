/** What can be wrong with a DICOM object. Each code is explained in the README. */
export type DicomErrorCode =
  | 'not-dicom'
  | 'malformed'
  | 'truncated'
  | 'too-large'
  | 'unsupported-transfer-syntax'
  | 'no-pixel-data'
  | 'no-geometry'
  | 'mixed-geometry'
  | 'duplicate-position'
  | 'missing-slice'
  | 'invalid-value';

export class DicomError extends Error {
  readonly code: DicomErrorCode;
  constructor(code: DicomErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DicomError';
    this.code = code;
  }
}
