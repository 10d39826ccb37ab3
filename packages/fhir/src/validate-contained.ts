import { shown } from './primitive.ts';
import { isObject, type JsonObject, MAXIMUM_DEPTH, type Validation } from './validation.ts';

/** What a contained resource must not have: dom-2, dom-4, dom-5. */
export function checkContainedResource(value: JsonObject, validation: Validation): void {
  if (value.contained !== undefined) {
    validation.refuse('invariant', 'a contained resource contains no other; move it to the outer resource (dom-2)', 'contained');
  }
  if (!isObject(value.meta)) return;
  for (const [name, key] of [
    ['versionId', 'dom-4'],
    ['lastUpdated', 'dom-4'],
    ['security', 'dom-5'],
  ] as const) {
    if (value.meta[name] !== undefined) {
      validation.refuse('invariant', `a contained resource has no ${name}; remove it (${key})`, 'meta', name);
    }
  }
}

/** Every `#id` and `#` in a document. */
function localLinks(item: unknown, depth: number, found: Set<string>): Set<string> {
  if (typeof item === 'string' && item.startsWith('#')) found.add(item);
  else if (typeof item === 'object' && item !== null && depth < MAXIMUM_DEPTH) {
    for (const child of Object.values(item)) localLinks(child, depth + 1, found);
  }
  return found;
}

/** dom-3: what is contained is referred to, or refers to its container. */
export function checkContainedUsed(value: JsonObject, validation: Validation): void {
  if (!Array.isArray(value.contained) || validation.full) return;
  const used = localLinks(value, 0, new Set());
  value.contained.forEach((resource: unknown, index) => {
    if (!isObject(resource) || used.has(`#${String(resource.id)}`)) return;
    if (used.has('#') && localLinks(resource, 0, new Set()).has('#')) return;
    validation.refuse(
      'invariant',
      `nothing refers to the contained resource ${shown(resource.id)}; refer to it or take it out (dom-3)`,
      'contained',
      index,
    );
  });
}
