import type { Resource } from 'fhir/r4.js';

/** `accept` answers yes, or no with a reason that a clinician can read. */
export type Acceptance = { readonly accept: true } | { readonly accept: false; readonly reason: import('./service.ts').Text };

/** One DICOM instance of a series, in no particular order. */
export interface InstanceInput {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  /** Absolute path of the Part 10 file, readable by the service. */
  readonly file: string;
}

/** One DICOM series as it stood when the job was made. */
export interface SeriesInput {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly modality: string;
  readonly instances: readonly InstanceInput[];
}

/** What a service may know of the patient; only the fields that its `reads` name are present. */
export interface PatientInput {
  readonly id: string;
  readonly birthDate?: string;
  readonly gender?: 'male' | 'female' | 'other' | 'unknown';
}

export interface SeriesRunInput {
  readonly series: SeriesInput;
  readonly patient: PatientInput;
  /** FHIR ImagingStudy of the series, where the manifest reads it. */
  readonly imagingStudy?: Resource;
}

export interface ResourceRunInput {
  /** The resource whose writing fired the trigger. */
  readonly resource: Resource;
  readonly patient: PatientInput;
  /** Other resources of the same patient that the manifest names in `reads`. */
  readonly record: readonly Resource[];
}

/** A CDS Hooks 2.0 request. */
export interface HookRunInput {
  readonly hook: string;
  readonly hookInstance: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch: Readonly<Record<string, Resource | undefined>>;
}

export interface ScheduleRunInput {
  /** ISO 8601 instant for which the run was due. */
  readonly due: string;
}

export interface RequestRunInput {
  /** Parameters as the service's JSON schema declares them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface SeriesTrigger {
  readonly kind: 'series';
  /** DICOM modalities, such as `MR`. */
  readonly modality: readonly string[];
  /** Looks at the images, not at free text alone. */
  readonly accept: (input: SeriesRunInput) => Promise<Acceptance>;
}
export interface ResourceTrigger {
  readonly kind: 'resource';
  readonly type: string;
  /** FHIRPath that must hold for the written resource. */
  readonly where: string;
}
export interface HookTrigger {
  readonly kind: 'hook';
  readonly hook: string;
  /** Prefetch templates by key, as CDS Hooks defines them. */
  readonly prefetch: Readonly<Record<string, string>>;
}
export interface ScheduleTrigger {
  readonly kind: 'schedule';
  /** Five-field cron expression, in the consortium's time zone. */
  readonly cron: string;
}
export interface RequestTrigger {
  readonly kind: 'request';
  /** JSON Schema of the parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

declare const input: unique symbol;
/** When a service runs. The type parameter ties the trigger to the input of `run`. */
export type Trigger<Input = unknown> = (SeriesTrigger | ResourceTrigger | HookTrigger | ScheduleTrigger | RequestTrigger) & {
  readonly [input]?: (value: Input) => void;
};

/** Images arrived: a series of one of these modalities has come in and `accept` says yes. */
export const onSeries = (options: Omit<SeriesTrigger, 'kind'>): Trigger<SeriesRunInput> => ({ kind: 'series', ...options });
/** A resource of this type was written and the FHIRPath holds. */
export const onResource = (options: Omit<ResourceTrigger, 'kind'>): Trigger<ResourceRunInput> => ({ kind: 'resource', ...options });
/** A CDS Hooks call. */
export const onHook = (options: Omit<HookTrigger, 'kind'>): Trigger<HookRunInput> => ({ kind: 'hook', ...options });
/** A time has come. */
export const onSchedule = (options: Omit<ScheduleTrigger, 'kind'>): Trigger<ScheduleRunInput> => ({ kind: 'schedule', ...options });
/** A person, an API client or `consilium run` asks. */
export const onRequest = (options: Omit<RequestTrigger, 'kind'>): Trigger<RequestRunInput> => ({ kind: 'request', ...options });
