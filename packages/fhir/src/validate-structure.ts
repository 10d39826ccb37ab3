import { invariantsOf } from './invariants.ts';
import { type PrimitiveCheck, primitives, shown } from './primitive.ts';
import { type Element, type ElementType, isResourceType, propertiesOf, structures } from './structure.ts';
import { checkContainedResource, checkContainedUsed } from './validate-contained.ts';
import { checkReference } from './validate-reference.ts';
import { isObject, type JsonObject, MAXIMUM_DEPTH, type Validation } from './validation.ts';
import { type ValueSet, valueSets } from './value-set.ts';

/** Checks a JSON value that stands where the validation stands. */
type Check = (value: unknown, validation: Validation) => void;
/** Checks the property `key` of `parent`. */
type PropertyCheck = (value: unknown, validation: Validation, key: string, parent: JsonObject) => void;

const some = (codes: ReadonlySet<string>): string => {
  const shortList = [...codes].slice(0, 12);
  return `${shortList.join(', ')}${codes.size > shortList.length ? ', …' : ''}`;
};

/** Refuses what is wrong with a primitive, at `key` and, in a list, `index`. */
type PrimitiveRefusal = (value: unknown, validation: Validation, key: string, index?: number) => void;

function primitiveRefusal(name: string, element: Element): PrimitiveRefusal {
  const check = primitives[name] as PrimitiveCheck;
  const valueSet = element.valueSet;
  const set = valueSet === undefined || name !== 'code' ? undefined : valueSets.get(valueSet);
  return (value, validation, key, index) => {
    if (set?.codes.has(value as string)) return;
    const wrong = check(value);
    if (wrong === undefined && set === undefined) return;
    const place = index === undefined ? [key] : [key, index];
    if (wrong !== undefined) validation.refuse('value', wrong, ...place);
    else if (set)
      validation.refuse(
        'code-invalid',
        `${shown(value)} is not in the required value set ${valueSet}; write one of ${some(set.codes)}`,
        ...place,
      );
  };
}

/** Whether a list stands where one belongs. */
function isList(value: unknown, validation: Validation, key: string): value is readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return true;
  const wrong = Array.isArray(value) ? 'an empty list is not allowed; leave the element out' : `${shown(value)} stands alone; write a list`;
  validation.refuse('structure', wrong, key);
  return false;
}

function conceptCheck(check: Check, key: string, set: ValueSet): Check {
  const bound = (coding: unknown): boolean => isObject(coding) && set.codings.has(`${String(coding.system)}|${String(coding.code)}`);
  return (value, validation) => {
    check(value, validation);
    if (!isObject(value)) return;
    const codings = 'coding' in value ? (Array.isArray(value.coding) ? value.coding : []) : [value];
    if (!codings.some(bound)) {
      validation.refuse(
        'code-invalid',
        `has no coding of the required value set ${key}; write system ${set.systems.join(' or ')} and one of ${some(set.codes)}`,
      );
    }
  };
}

function primitiveProperty(name: string, element: Element): PropertyCheck {
  const check = primitiveRefusal(name, element);
  if (!element.many) {
    return (value, validation, key) => {
      if (Array.isArray(value)) validation.refuse('structure', 'is a list; write one value', key);
      else check(value, validation, key);
    };
  }
  return (value, validation, key, parent) => {
    if (!isList(value, validation, key)) return;
    const siblings = parent[`_${key}`];
    for (let index = 0; index < value.length; index++) {
      if (value[index] === null && Array.isArray(siblings) && isObject(siblings[index])) continue;
      check(value[index], validation, key, index);
    }
  };
}

/** `_birthDate`: id and extensions of a primitive. */
function siblingProperty(element: Element): PropertyCheck {
  const check = structureCheck('Element');
  if (!element.many) return complexProperty(check);
  return (value, validation, key, parent) => {
    if (!isList(value, validation, key)) return;
    const values = parent[key.slice(1)];
    let filled = 0;
    for (let index = 0; index < value.length; index++) {
      if (value[index] === null && (!Array.isArray(values) || index < values.length)) continue;
      filled++;
      validation.enter(key);
      validation.enter(index);
      check(value[index], validation);
      validation.leave();
      validation.leave();
    }
    if (filled === 0) validation.refuse('structure', 'holds nothing; leave it out', key);
  };
}

function complexProperty(check: Check): PropertyCheck {
  return (value, validation, key) => {
    validation.enter(key);
    check(value, validation);
    validation.leave();
  };
}

function complexListProperty(check: Check): PropertyCheck {
  return (value, validation, key) => {
    if (!isList(value, validation, key)) return;
    validation.enter(key);
    for (let index = 0; index < value.length; index++) {
      validation.enter(index);
      check(value[index], validation);
      validation.leave();
    }
    validation.leave();
  };
}

function property(element: Element, type: ElementType): PropertyCheck {
  if (primitives[type.code]) return primitiveProperty(type.code, element);
  let check: Check = type.code !== 'Resource' ? structureCheck(type.code) : element.name === 'contained' ? checkContained : checkNested;
  if (type.code === 'Reference') {
    const inner = check;
    check = (value, validation) => {
      inner(value, validation);
      if (isObject(value)) checkReference(value, type.targets, validation);
    };
  }
  const set = element.valueSet === undefined ? undefined : valueSets.get(element.valueSet);
  if (set && (type.code === 'CodeableConcept' || type.code === 'Coding')) check = conceptCheck(check, element.valueSet as string, set);
  return element.many ? complexListProperty(check) : complexProperty(check);
}

const compiled = new Map<string, Check>();
/** The check of a structure; compiled when first used, so that recursive structures are no problem. */
function structureCheck(path: string): Check {
  return (value, validation) => {
    let check = compiled.get(path);
    if (!check) {
      check = compile(path);
      compiled.set(path, check);
    }
    check(value, validation);
  };
}

function compile(path: string): Check {
  const structure = structures.get(path);
  if (!structure) throw new Error(`FHIR R4 has no structure ${path}`);
  const checks = new Map<string, PropertyCheck>();
  const choices = new Map<string, string>();
  for (const [name, { element, type }] of propertiesOf(path)) {
    checks.set(name, property(element, type));
    if (primitives[type.code] && type.code !== 'xhtml') checks.set(`_${name}`, siblingProperty(element));
    if (!element.choice) continue;
    choices.set(name, element.name);
    choices.set(`_${name}`, element.name);
  }
  if (structure.resource) checks.set('resourceType', () => undefined);
  const required = structure.elements
    .filter((element) => element.required)
    .map((element) => ({
      name: element.name,
      types: element.types.map((type) => type.code).join(', '),
      keys: [...propertiesOf(path)].filter(([, item]) => item.element === element).flatMap(([name]) => [name, `_${name}`]),
    }));
  const invariants = invariantsOf(path);
  const least = structure.resource ? 0 : 1;

  return (value, validation) => {
    if (!isObject(value)) {
      validation.refuse('structure', `${shown(value)} stands where an object of type ${path} belongs; write an object`);
      return;
    }
    if (validation.depth > MAXIMUM_DEPTH) {
      validation.refuse('too-costly', `nested deeper than ${MAXIMUM_DEPTH} levels; flatten it`);
      return;
    }
    if (validation.full) return;
    let count = 0;
    let chosen: Map<string, string> | undefined;
    for (const key in value) {
      const item = value[key];
      // a property that JSON.stringify leaves out
      if (item === undefined) continue;
      count++;
      const check = checks.get(key);
      if (check === undefined) {
        validation.refuse('structure', `${path} has no element of this name in FHIR R4; correct or remove it`, key);
        continue;
      }
      check(item, validation, key, value);
      if (choices.size === 0) continue;
      const choice = choices.get(key);
      if (choice === undefined) continue;
      const name = key.startsWith('_') ? key.slice(1) : key;
      const other = chosen?.get(choice);
      if (other !== undefined && other !== name)
        validation.refuse('structure', `${other} and ${name} exclude each other; keep one`, choice);
      chosen ??= new Map();
      chosen.set(choice, name);
    }
    if (count < least) {
      validation.refuse('structure', `an empty ${path} is not allowed; fill it or leave it out`);
      return;
    }
    for (const { name, keys, types } of required) {
      if (!keys.some((key) => value[key] !== undefined)) validation.refuse('required', `is missing; add it (${types})`, name);
    }
    for (const { key, fault } of invariants) {
      const wrong = fault(value);
      if (wrong !== undefined) validation.refuse('invariant', `${wrong} (${key})`);
    }
  };
}

/** A resource inside of a Bundle or Parameters: it stands for itself. */
const checkNested: Check = (value, validation) => {
  const name = isObject(value) ? value.resourceType : undefined;
  if (typeof name !== 'string' || !isResourceType(name)) {
    validation.refuse('structure', `${shown(name)} is no resource type of FHIR R4; name one`, 'resourceType');
    return;
  }
  const leave = validation.enterContainer(value as JsonObject);
  checkResource(name, value as JsonObject, validation);
  leave();
};

const checkContained: Check = (value, validation) => {
  const name = isObject(value) ? value.resourceType : undefined;
  if (typeof name !== 'string' || !isResourceType(name)) {
    validation.refuse('structure', `${shown(name)} is no resource type of FHIR R4; name one`, 'resourceType');
    return;
  }
  structureCheck(name)(value, validation);
  checkContainedResource(value as JsonObject, validation);
};

/** Checks a resource whose type is known. */
export function checkResource(name: string, value: JsonObject, validation: Validation): void {
  structureCheck(name)(value, validation);
  if (value.contained !== undefined) checkContainedUsed(value, validation);
}
