export type { Bench, BenchCase, BenchResult, Metric } from './bench.ts';
export type { ServiceCard, SourceAttribute } from './card.ts';
export { missingAttributes, SOURCE_ATTRIBUTES } from './card.ts';
export type { Manifest, ManifestTrigger } from './manifest.ts';
export { DRAFT_MODALITIES, DRAFT_TYPES, manifestOf, manifestProblems } from './manifest.ts';
export type { Answer, Card, Cards, Decline, DicomObject, Draft } from './result.ts';
export { answer, cards, decline, draft } from './result.ts';
export type { DeviceClass, Limits, RunContext, Service, SigningRole, Text } from './service.ts';
export { defineService } from './service.ts';
export type {
  Acceptance,
  HookRunInput,
  InstanceInput,
  PatientInput,
  RequestRunInput,
  ResourceRunInput,
  ScheduleRunInput,
  SeriesInput,
  SeriesRunInput,
  Trigger,
} from './trigger.ts';
export { onHook, onRequest, onResource, onSchedule, onSeries } from './trigger.ts';
