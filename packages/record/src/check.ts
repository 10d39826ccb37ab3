import { type Issue, isResourceType, OperationOutcomeError, operationOutcome, outcome, validateResource } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';

/** Refuses what is not a valid resource of the expected type. `at` prefixes the place of each issue, as `Bundle.entry[3].resource`. @throws OperationOutcomeError 400, 422 */
export function requireValid(resource: FhirResource, type?: string, at?: string): void {
  const given = (resource as { resourceType?: unknown } | null)?.resourceType;
  if (typeof given !== 'string' || !isResourceType(given))
    throw outcome(
      'invalid',
      `resourceType is ${JSON.stringify(given) ?? 'missing'}: name a resource type of FHIR R4`,
      at ?? 'resourceType',
    );
  if (type !== undefined && given !== type)
    throw outcome('invalid', `A ${given} was sent to ${type}: send it to ${given}`, at ?? 'resourceType');
  const errors = validateResource(resource).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new OperationOutcomeError('unprocessable', operationOutcome(at === undefined ? errors : errors.map((issue) => below(issue, at))));
}

const below = (issue: Issue, at: string): Issue => ({
  ...issue,
  expression: issue.expression.replace(/^[A-Za-z]+/, at),
  diagnostics: `${at}: ${issue.diagnostics}`,
});
