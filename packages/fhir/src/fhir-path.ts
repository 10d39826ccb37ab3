import { evalFhirPathTyped, type FhirPathAtom, parseFhirPath, type TypedValue, toTypedValue } from '@medplum/core';
import { withPlainNumbers } from './json.ts';

const parsed = new Map<string, FhirPathAtom>();
/** Expressions come from manifests and search parameters; a flood of others must not fill the memory. */
const MAXIMUM_PARSED = 5000;

/** The fixed environment variables. @see FHIR R4 fhirpath.html#variables */
const constants: Readonly<Record<string, TypedValue>> = {
  '%loinc': { type: 'string', value: 'http://loinc.org' },
  '%sct': { type: 'string', value: 'http://snomed.info/sct' },
  '%ucum': { type: 'string', value: 'http://unitsofmeasure.org' },
};

/**
 * The values that a FHIRPath expression yields for a resource. `%resource`, `%context`, `%loinc`, `%sct` and `%ucum` are known.
 * `resolve()` looks nothing up: it tells the type by the reference's text. Numbers are plain. Parsed once per expression.
 * @throws Error for an expression that cannot be parsed or evaluated
 */
export function evaluateFhirPath(expression: string, resource: unknown): unknown[] {
  let atom = parsed.get(expression);
  if (!atom) {
    atom = parseFhirPath(expression);
    if (parsed.size < MAXIMUM_PARSED) parsed.set(expression, atom);
  }
  const input = toTypedValue(withPlainNumbers(resource));
  return evalFhirPathTyped(atom, [input], { ...constants, '%resource': input, '%context': input }).map((item) => item.value as unknown);
}
