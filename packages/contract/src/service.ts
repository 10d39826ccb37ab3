import type { Answer, Cards, Decline, Draft } from './result.ts';
import type { Trigger } from './trigger.ts';

/** A text in the two languages of the platform, Chinese first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What the law would call the service; decides the gate. `none`: no medical device. */
export type DeviceClass = 'none' | 'I' | 'II' | 'III';

/** Roles that may sign a draft. */
export type SigningRole =
  | 'reporting-physician'
  | 'reviewing-physician'
  | 'physician'
  | 'pharmacist'
  | 'laboratory-physician'
  | 'epidemiologist';

/** Bounds of one run; a run that passes one of them is ended and fails. */
export interface Limits {
  readonly seconds: number;
  readonly memoryMB: number;
}

/** What the platform hands to `run` besides the trigger's own input. */
export interface RunContext {
  /** Folder of the service; weights and tables are read from here. */
  readonly folder: string;
  /** Share of the work done, 0..1, and what is being done now. */
  readonly progress: (share: number, step?: Text) => void;
  /** Aborted on cancel and when the time limit nears. */
  readonly signal: AbortSignal;
}

/** One AI service: a manifest and a pure function of its declared input. */
export interface Service<Input = never> {
  /** kebab-case, the name of its folder. */
  readonly name: string;
  /** Semantic version of code and weights together. */
  readonly version: string;
  /** Row of the scenario list, such as `S04`. */
  readonly scenario: string;
  readonly title: Text;
  readonly deviceClass: DeviceClass;
  readonly trigger: Trigger<Input>;
  /** FHIR types or paths (`ImagingStudy`, `Patient.birthDate`) that the service may see; everything else is refused and logged. */
  readonly reads: readonly string[];
  /** FHIR types and DICOM modalities (`SEG`) that a draft of it may hold. */
  readonly drafts: readonly string[];
  /** Who signs, in this order, never the same person twice. Empty for services that draft nothing. */
  readonly signatures: readonly SigningRole[];
  readonly limits: Limits;
  run(input: Input, context: RunContext): Promise<Draft | Cards | Answer | Decline>;
}

/** Declares a service; its folder's `service.ts` exports the result by default. */
export function defineService<Input>(service: Service<Input>): Service<Input> {
  return service;
}
