export { RuntimeError } from './errors.ts';
export type { RuntimeErrorCode } from './errors.ts';
export { detectIsolation } from './sandbox/isolation.ts';
export type { Isolation } from './sandbox/isolation.ts';
export { describeService, runServiceOnce } from './sandbox/run-service-once.ts';
export type { RunOnce, RunOnceOptions } from './sandbox/run-service-once.ts';
export type { RawDicom } from './sandbox/sandbox.ts';
