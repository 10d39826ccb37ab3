import type { Resource } from 'fhir/r4.js';

/** Types that a manifest reads, whole or in part. */
export const typesOf = (reads: readonly string[]): readonly string[] => [...new Set(reads.map((path) => path.split('.')[0] ?? path))];

/** The resource with only what the paths name (`Patient.birthDate`), or undefined when they name nothing of it. Type and id always stay. */
export function project<T extends Resource>(resource: T, reads: readonly string[]): T | undefined {
  const own = reads.filter((path) => path.split('.')[0] === resource.resourceType);
  if (own.length === 0) return undefined;
  if (own.includes(resource.resourceType)) return resource;
  const kept: Record<string, unknown> = { resourceType: resource.resourceType, ...(resource.id && { id: resource.id }) };
  for (const path of own) merge(kept, pick(resource, path.split('.').slice(1)) as Record<string, unknown>);
  return kept as unknown as T;
}

function pick(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, path));
  if (typeof value !== 'object' || value === null || !(name in value)) return {};
  return { [name]: pick((value as Record<string, unknown>)[name], rest) };
}

function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(from)) {
    const known = into[name];
    if (Array.isArray(known) && Array.isArray(value))
      for (const [i, item] of known.entries()) merge(item as Record<string, unknown>, (value[i] ?? {}) as Record<string, unknown>);
    else if (isObject(known) && isObject(value)) merge(known, value);
    else into[name] = value;
  }
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
