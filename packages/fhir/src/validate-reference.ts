import { shown } from './primitive.ts';
import { parseReference } from './reference.ts';
import { isResourceType } from './structure.ts';
import type { JsonObject, Validation } from './validation.ts';

/** Checks shape and target type of a Reference, and that `#id` is contained (ref-1). */
export function checkReference(reference: JsonObject, targets: readonly string[] | undefined, validation: Validation): void {
  if (typeof reference.type === 'string' && isResourceType(reference.type)) checkTarget(reference.type, targets, validation, 'type');
  const text = reference.reference;
  if (typeof text !== 'string' || text === '') return;
  const target = parseReference(text);
  if (target === undefined) {
    validation.refuse('value', `${shown(text)} is no reference; write Type/id, an absolute URL, urn:uuid: or #id`, 'reference');
  } else if (target.kind === 'contained') {
    checkContainedTarget(target.id, targets, validation);
  } else if (target.kind === 'conditional' && !validation.inBundle) {
    validation.refuse('value', `${shown(text)} is a search, allowed only in a transaction; write Type/id`, 'reference');
  } else if (target.type !== undefined) {
    checkTarget(target.type, targets, validation, 'reference');
  }
}

function checkTarget(type: string, targets: readonly string[] | undefined, validation: Validation, name: string): void {
  if (targets && !targets.includes(type)) validation.refuse('value', `points to ${type}; point to ${targets.join(', ')}`, name);
}

function checkContainedTarget(id: string, targets: readonly string[] | undefined, validation: Validation): void {
  if (id === '') return; // the container itself
  const type = validation.contained(id)?.resourceType;
  if (type === undefined) {
    validation.refuse('invariant', `"#${id}" is not among the contained resources; contain it or correct the id (ref-1)`, 'reference');
  } else if (typeof type === 'string') {
    checkTarget(type, targets, validation, 'reference');
  }
}
