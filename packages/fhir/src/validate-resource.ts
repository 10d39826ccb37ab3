import type { Issue } from './outcome.ts';
import { shown } from './primitive.ts';
import { isResourceType } from './structure.ts';
import { checkResource } from './validate-structure.ts';
import { isObject, Validation } from './validation.ts';

/**
 * Checks a resource against FHIR R4: structure, cardinality, primitive formats, choice types, reference targets, required bindings,
 * and the invariants of `invariants.ts`. Profiles in `meta.profile` are not checked. Empty: valid.
 * @see FHIR R4 validation.html
 */
export function validateResource(resource: unknown): readonly Issue[] {
  const validation = new Validation();
  if (!isObject(resource)) {
    validation.refuse('structure', `${shown(resource)} is no resource; send a JSON object with a resourceType`);
    return validation.issues;
  }
  const name = resource.resourceType;
  if (typeof name !== 'string' || !isResourceType(name)) {
    validation.refuse('structure', `${shown(name)} is no resource type of FHIR R4; name one, such as "Patient"`, 'resourceType');
    return validation.issues;
  }
  validation.enterContainer(resource);
  validation.inBundle = name === 'Bundle';
  validation.enter(name);
  checkResource(name, resource, validation);
  return validation.issues;
}
