export { createArchive, storeInstance } from './archive.ts';
export type { Archive, ArchiveOptions, StoreOptions } from './archive.ts';
export { startDimse } from './dimse/start-dimse.ts';
export type { DimseOptions } from './dimse/start-dimse.ts';
export { ArchiveError } from './errors.ts';
export type { ArchiveErrorCode } from './errors.ts';
export type { StoreResult } from './index-instance.ts';
export { migrations } from './migrations.ts';
