import { shown } from './primitive.ts';
import { parseReference } from './reference.ts';
import { isResourceType } from './structure.ts';
import { isObject, type JsonObject, type Validation } from './validation.ts';

/** The types that a reference may be said to point to, as text for an error. */
const list = (targets: readonly string[]): string => targets.join(', ');

/** Checks shape and target type of a Reference, and that `#id` is contained (ref-1). */
export function checkReference(reference: JsonObject, targets: readonly string[] | undefined, validation: Validation): void {
  if (typeof reference.type === 'string' && isResourceType(reference.type)) checkTarget(reference.type, targets, validation, 'type');
  const text = reference.reference;
  if (typeof text !== 'string' || text === '') return;
  const target = parseReference(text);
  switch (target?.kind) {
    case undefined:
      return validation.refuse('value', `${shown(text)} is no reference; write Type/id, an absolute URL, urn:uuid: or #id`, 'reference');
    case 'conditional':
      if (!validation.inBundle) {
        return validation.refuse('value', `${shown(text)} is a search, allowed only in a transaction; write Type/id`, 'reference');
      }
      return checkTarget(target.type, targets, validation, 'reference');
    case 'contained':
      return checkContainedTarget(target.id, targets, validation);
    default:
      if (target?.type !== undefined) checkTarget(target.type, targets, validation, 'reference');
  }
}

function checkTarget(type: string, targets: readonly string[] | undefined, validation: Validation, name: string): void {
  if (targets && !targets.includes(type)) validation.refuse('value', `points to ${type}; point to ${list(targets)}`, name);
}

function checkContainedTarget(id: string, targets: readonly string[] | undefined, validation: Validation): void {
  if (id === '') return;
  const contained = Array.isArray(validation.container.contained) ? validation.container.contained : [];
  const target: unknown = contained.find((resource) => isObject(resource) && resource.id === id);
  if (!isObject(target)) {
    return validation.refuse(
      'invariant',
      `"#${id}" is not among the contained resources; contain it or correct the id (ref-1)`,
      'reference',
    );
  }
  if (typeof target.resourceType === 'string') checkTarget(target.resourceType, targets, validation, 'reference');
}
