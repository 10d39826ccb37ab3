import { evalFhirPathTyped, type FhirPathAtom, parseFhirPath, toTypedValue } from '@medplum/core';
import { withPlainNumbers } from './json.ts';

const parsed = new Map<string, FhirPathAtom>();
/** Expressions come from manifests and search parameters; a flood of others must not fill the memory. */
const MAXIMUM_PARSED = 5000;

/**
 * The values that a FHIRPath expression yields for a resource. `resolve()` looks nothing up: it tells the type by the reference's text.
 * Numbers are plain. Parsed once per expression.
 * @throws Error for an expression that cannot be parsed
 */
export function evaluateFhirPath(expression: string, resource: unknown): unknown[] {
  let atom = parsed.get(expression);
  if (!atom) {
    atom = parseFhirPath(expression);
    if (parsed.size < MAXIMUM_PARSED) parsed.set(expression, atom);
  }
  return evalFhirPathTyped(atom, [toTypedValue(withPlainNumbers(resource))]).map((item) => item.value as unknown);
}
