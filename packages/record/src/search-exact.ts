import { evaluateFhirPath } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { type Criterion, unescaped } from './search-request.ts';

/**
 * Whether the resource meets its `:exact` criteria letter by letter. The index holds strings without case and accents;
 * what it finds is looked at again.
 */
export function isExact(criteria: readonly Criterion[], resource: FhirResource): boolean {
  return criteria.every(({ modifier, parameter, values }) => {
    if (modifier !== 'exact') return true;
    const wanted = new Set(values.map(unescaped));
    return evaluateFhirPath(parameter.expression, resource).some((value) => holds(value, wanted));
  });
}

function holds(value: unknown, wanted: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return wanted.has(value);
  if (Array.isArray(value)) return value.some((item) => holds(item, wanted));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, item]) => key !== 'use' && key !== 'period' && key !== 'extension' && key !== 'id' && key !== 'type' && holds(item, wanted),
  );
}
