import type { Service, SigningRole } from './service.ts';

/** A service as data: what its folder says of itself, without its functions. The platform only ever sees this, never the code. */
export type Manifest = Omit<Service, 'run' | 'trigger'> & { readonly trigger: ManifestTrigger };

/** A trigger without its functions. */
export type ManifestTrigger =
  | { readonly kind: 'series'; readonly modality: readonly string[] }
  | { readonly kind: 'resource'; readonly type: string; readonly where: string }
  | { readonly kind: 'hook'; readonly hook: string; readonly prefetch: Readonly<Record<string, string>> }
  | { readonly kind: 'schedule'; readonly cron: string }
  | { readonly kind: 'request'; readonly parameters: Readonly<Record<string, unknown>> };

/**
 * FHIR types that a draft may hold, with the element that tells draft from fact and its two values. Orders and
 * prescriptions are absent on purpose: no service may write one.
 */
export const DRAFT_TYPES: Readonly<Record<string, { readonly element: string; readonly draft: string; readonly final: string }>> = {
  DiagnosticReport: { element: 'status', draft: 'preliminary', final: 'final' },
  Observation: { element: 'status', draft: 'preliminary', final: 'final' },
  Composition: { element: 'status', draft: 'preliminary', final: 'final' },
  RiskAssessment: { element: 'status', draft: 'preliminary', final: 'final' },
  DetectedIssue: { element: 'status', draft: 'preliminary', final: 'final' },
  DocumentReference: { element: 'docStatus', draft: 'preliminary', final: 'final' },
  Media: { element: 'status', draft: 'preparation', final: 'completed' },
  CarePlan: { element: 'status', draft: 'draft', final: 'active' },
};

/** DICOM modalities that a draft may hold: masks, structured reports, secondary captures, key objects, contours, presentation states. */
export const DRAFT_MODALITIES: readonly string[] = ['SEG', 'SR', 'OT', 'KO', 'RTSTRUCT', 'PR'];

const SIGNING_ROLES: readonly SigningRole[] = [
  'reporting-physician',
  'reviewing-physician',
  'physician',
  'pharmacist',
  'laboratory-physician',
  'epidemiologist',
];
const MAXIMUM = { seconds: 600, memoryMB: 8000 };

/** The manifest of a service: everything but its functions. */
export function manifestOf(service: Service<never>): Manifest {
  const { run: _run, ...rest } = service;
  return JSON.parse(JSON.stringify(rest)) as Manifest;
}

/**
 * What is wrong with a manifest, each line naming the field, the value and the fix; empty when it can be used.
 * Takes any JSON: what a service says of itself is not trusted.
 */
export function manifestProblems(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return ['service.ts must export the result of defineService({ … }) by default'];
  const manifest = value as Partial<Manifest>;
  const problems: string[] = [];
  const need = (holds: boolean, field: string, fix: string): void => {
    if (!holds) problems.push(`${field} is ${shown((manifest as Record<string, unknown>)[field.split('.')[0] ?? field])}: ${fix}`);
  };
  need(
    typeof manifest.name === 'string' && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(manifest.name) && manifest.name.length <= 40,
    'name',
    'write it in kebab-case, at most 40 characters',
  );
  need(
    typeof manifest.version === 'string' && /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(manifest.version),
    'version',
    'write a version such as 1.0.0',
  );
  need(
    typeof manifest.scenario === 'string' && /^S\d{1,3}$/.test(manifest.scenario),
    'scenario',
    'name a row of the scenario list, such as S04',
  );
  need(isText(manifest.title), 'title', 'give { zh, en }, both filled');
  need(['none', 'I', 'II', 'III'].includes(manifest.deviceClass as string), 'deviceClass', 'say none, I, II or III');
  need(
    isStrings(manifest.reads) && manifest.reads.every((path) => /^[A-Z][A-Za-z]+(\.[A-Za-z]+)*$/.test(path)),
    'reads',
    'list FHIR types or paths such as Patient.birthDate',
  );
  const drafts = isStrings(manifest.drafts) ? manifest.drafts : [];
  need(
    isStrings(manifest.drafts) && drafts.every((type) => type in DRAFT_TYPES || DRAFT_MODALITIES.includes(type)),
    'drafts',
    `only these can be drafted: ${[...Object.keys(DRAFT_TYPES), ...DRAFT_MODALITIES].join(', ')}`,
  );
  need(
    isStrings(manifest.signatures) && manifest.signatures.every((role) => SIGNING_ROLES.includes(role as SigningRole)),
    'signatures',
    `list roles of ${SIGNING_ROLES.join(', ')}`,
  );
  if (drafts.length > 0)
    need((manifest.signatures?.length ?? 0) > 0, 'signatures', 'a service that drafts needs at least one signing role');
  if (drafts.length > 0 && manifest.trigger?.kind === 'series')
    need(
      (manifest.signatures?.length ?? 0) >= 2,
      'signatures',
      'a draft on images needs two: reporting-physician, then reviewing-physician',
    );
  const { seconds, memoryMB } = manifest.limits ?? {};
  need(
    isWithin(seconds, MAXIMUM.seconds) && isWithin(memoryMB, MAXIMUM.memoryMB),
    'limits',
    `give { seconds, memoryMB }, above 0 and at most ${MAXIMUM.seconds} and ${MAXIMUM.memoryMB}`,
  );
  problems.push(...triggerProblems(manifest.trigger, manifest.reads ?? []));
  return problems;
}

function triggerProblems(trigger: ManifestTrigger | undefined, reads: readonly string[]): readonly string[] {
  switch (trigger?.kind) {
    case 'series':
      return isStrings(trigger.modality) && trigger.modality.length > 0
        ? []
        : ['trigger.modality is empty: name DICOM modalities such as MR'];
    case 'resource':
      if (typeof trigger.where !== 'string' || trigger.where.length > 500)
        return ['trigger.where must be a FHIRPath of at most 500 characters'];
      if (/matches|replaceMatches|repeat\s*\(/.test(trigger.where))
        return ['trigger.where uses matches, replaceMatches or repeat, which could keep the platform busy for ever: compare codes instead'];
      return reads.some((path) => path.split('.')[0] === trigger.type)
        ? []
        : [`reads lacks ${trigger.type}: the trigger hands it to the service`];
    case 'hook':
      return typeof trigger.hook === 'string' && typeof trigger.prefetch === 'object' && trigger.prefetch !== null
        ? []
        : ['trigger of kind hook needs hook and prefetch'];
    case 'schedule':
      return typeof trigger.cron === 'string' && trigger.cron.trim().split(/\s+/).length === 5
        ? []
        : [`trigger.cron is ${shown(trigger.cron)}: write five fields such as 0 2 * * *`];
    case 'request':
      return typeof trigger.parameters === 'object' && trigger.parameters !== null ? [] : ['trigger.parameters must be a JSON Schema'];
    default:
      return [`trigger is ${shown(trigger)}: use onSeries, onResource, onHook, onSchedule or onRequest`];
  }
}

const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isText = (value: unknown): boolean => {
  const { zh, en } = (value ?? {}) as { zh?: unknown; en?: unknown };
  return typeof zh === 'string' && typeof en === 'string' && zh.trim() !== '' && en.trim() !== '';
};
const isWithin = (value: unknown, maximum: number): boolean => typeof value === 'number' && value > 0 && value <= maximum;
const shown = (value: unknown): string => (value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 80));
