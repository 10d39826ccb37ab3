import { emitters } from './search-emitters.ts';
import { routesOf, type Step } from './search-expression.ts';
import { type SearchParameter, searchParameters } from './search-parameters.ts';
import type { SearchValues } from './search-value.ts';
import type { JsonObject } from './validation.ts';

type Walk = (value: unknown, found: SearchValues) => void;
/** Per type: what to do with each property that is there, and what to do with every resource. */
interface Extractor {
  readonly properties: ReadonlyMap<string, readonly Walk[]>;
  readonly always: readonly Walk[];
}

/** Visits the value of one step and, from there, what the steps after it lead to. */
function walk(steps: readonly Step[], position: number, leaf: Walk): Walk {
  const { many, index, filter } = steps[position] as Step;
  const following = steps[position + 1];
  let visit = leaf;
  if (following) {
    const inner = walk(steps, position + 1, leaf);
    visit = (value, found) => {
      const child = (value as JsonObject)[following.key];
      if (child !== undefined) inner(child, found);
    };
  }
  const each: Walk = filter
    ? (value, found) => {
        if (filter(value as JsonObject)) visit(value, found);
      }
    : visit;
  if (!many) return each;
  return (value, found) => {
    const list = value as readonly unknown[];
    const end = index === undefined ? list.length : Math.min(index + 1, list.length);
    for (let at = index ?? 0; at < end; at++) if (list[at] !== null) each(list[at], found);
  };
}

/** `Patient.deceased`, the only expression with an operator: true for whoever died, whether the time is known or not; else false. */
const deceased: Walk = (resource, found) => {
  const { deceasedBoolean, deceasedDateTime } = resource as JsonObject;
  found.tokens.push({ param: 'deceased', system: undefined, code: String(deceasedBoolean === true || deceasedDateTime !== undefined) });
};

function compile(type: string): Extractor {
  const properties = new Map<string, Walk[]>();
  const always: Walk[] = [];
  const add = (parameter: SearchParameter): void => {
    if (type === 'Patient' && parameter.code === 'deceased') {
      always.push(deceased);
      return;
    }
    for (const route of routesOf(type, parameter.expression)) {
      const emit = emitters[parameter.type]?.[route.type.code];
      const key = route.steps[0]?.key;
      if (!emit || key === undefined) continue;
      properties.set(key, [
        ...(properties.get(key) ?? []),
        walk(route.steps, 0, (value, found) => emit(value, parameter.code, found, route.element)),
      ]);
    }
  };
  for (const parameter of searchParameters(type).values()) if (parameter.supported) add(parameter);
  return { properties, always };
}

const compiled = new Map<string, Extractor>();

/** The values by which a valid resource can be found, for every supported search parameter of its type. */
export function extractSearchValues(resource: { readonly resourceType: string }): SearchValues {
  const type = resource.resourceType;
  let extractor = compiled.get(type);
  if (!extractor) {
    extractor = compile(type);
    compiled.set(type, extractor);
  }
  const found: SearchValues = { tokens: [], references: [], dates: [], strings: [], uris: [] };
  const document = resource as unknown as JsonObject;
  for (const key in document) {
    const walks = extractor.properties.get(key);
    if (walks === undefined || document[key] === undefined) continue;
    for (const take of walks) take(document[key], found);
  }
  for (const take of extractor.always) take(document, found);
  return found;
}
