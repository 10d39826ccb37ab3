export type VolumeErrorCode = 'not-nifti' | 'truncated' | 'unsupported' | 'invalid-value';

export class VolumeError extends Error {
  readonly code: VolumeErrorCode;
  constructor(code: VolumeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VolumeError';
    this.code = code;
  }
}
