import type { OperationOutcome } from 'fhir/r4.js';

export type IssueType = OperationOutcome['issue'][number]['code'];

/** One finding about a resource or a request. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueType;
  /** Where, as a path of element names and indices: `Observation.component[0].code`. Empty if it is about the whole. */
  readonly expression: string;
  /** Field, value and fix. */
  readonly diagnostics: string;
}

/** What can go wrong at a FHIR interface, with the HTTP status and the code of the issue. @see FHIR R4 http.html */
const kinds = {
  invalid: [400, 'invalid'],
  'not-supported': [400, 'not-supported'],
  login: [401, 'login'],
  forbidden: [403, 'forbidden'],
  'not-found': [404, 'not-found'],
  'method-not-allowed': [405, 'not-supported'],
  'not-acceptable': [406, 'not-supported'],
  conflict: [409, 'conflict'],
  duplicate: [409, 'duplicate'],
  gone: [410, 'deleted'],
  precondition: [412, 'conflict'],
  'multiple-matches': [412, 'multiple-matches'],
  'too-large': [413, 'too-long'],
  'unsupported-media-type': [415, 'not-supported'],
  unprocessable: [422, 'processing'],
  throttled: [429, 'throttled'],
  exception: [500, 'exception'],
  timeout: [503, 'timeout'],
} as const satisfies Readonly<Record<string, readonly [number, IssueType]>>;

export type OutcomeCode = keyof typeof kinds;

export function operationOutcome(issues: readonly Issue[]): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, expression, diagnostics }) => ({
      severity,
      code,
      diagnostics,
      ...(expression ? { expression: [expression] } : {}),
    })),
  };
}

/** Thrown wherever a FHIR request cannot be met; carries what the client is told. */
export class OperationOutcomeError extends Error {
  readonly status: number;
  readonly outcome: OperationOutcome;
  readonly code: OutcomeCode;

  constructor(code: OutcomeCode, outcome: OperationOutcome, options?: ErrorOptions) {
    super(
      outcome.issue
        .map((issue) => `${issue.expression ? `${issue.expression.join()}: ` : ''}${issue.diagnostics ?? issue.code}`)
        .join('; '),
      options,
    );
    this.name = 'OperationOutcomeError';
    this.code = code;
    this.status = kinds[code][0];
    this.outcome = outcome;
  }
}

/** An error to throw: `throw outcome('not-found', 'Patient/1 does not exist')`. */
export function outcome(code: OutcomeCode, diagnostics: string, expression = '', options?: ErrorOptions): OperationOutcomeError {
  return new OperationOutcomeError(code, operationOutcome([{ severity: 'error', code: kinds[code][1], expression, diagnostics }]), options);
}

/** An error to throw for a resource that `validateResource` refused. */
export const invalidResource = (issues: readonly Issue[]): OperationOutcomeError =>
  new OperationOutcomeError('invalid', operationOutcome(issues));
