import type { FhirResource } from 'fhir/r4.js';
import { outcome } from './outcome.ts';
import { isObject, MAXIMUM_DEPTH } from './validation.ts';

/** Names of string elements that hold an identity, not a link: Identifier.value, Bundle.entry.fullUrl. */
const kept = new Set(['value', 'fullUrl']);

type Rewrite = (reference: string) => string;

function mapValue(value: unknown, key: string, rewrite: Rewrite, depth: number): unknown {
  if (typeof value === 'string') {
    return key === 'reference' || (value.startsWith('urn:uuid:') && !kept.has(key)) ? rewrite(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 2 * MAXIMUM_DEPTH) throw outcome('invalid', `the resource is nested deeper than ${MAXIMUM_DEPTH} levels; flatten it`);
  if (Array.isArray(value)) {
    let list: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const item = mapValue(value[index], key, rewrite, depth + 1);
      if (item === value[index]) continue;
      list ??= [...value];
      list[index] = item;
    }
    return list ?? value;
  }
  if (!isObject(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const name in value) {
    const child = value[name];
    const item = mapValue(child, name, rewrite, depth + 1);
    if (item === child) continue;
    copy ??= { ...value };
    copy[name] = item;
  }
  return copy ?? value;
}

/**
 * Rewrites every `Reference.reference`, and every other string that is a `urn:uuid:` (uri, canonical, url), also in contained resources
 * and extensions. `identifier.value` and `fullUrl` keep theirs. Copies only what changes: with nothing to change it returns its argument.
 */
export function mapReferences<T = FhirResource>(resource: T, rewrite: Rewrite): T {
  return mapValue(resource, '', rewrite, 0) as T;
}
