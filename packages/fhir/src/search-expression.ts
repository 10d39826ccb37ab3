import { parseReference } from './reference.ts';
import { type Element, type ElementType, structures } from './structure.ts';
import type { JsonObject } from './validation.ts';

/** One step down a document. */
export interface Step {
  /** JSON property, so `valueQuantity` for `value.ofType(Quantity)`. */
  readonly key: string;
  readonly many: boolean;
  /** Only the item at this index. */
  readonly index?: number;
  /** Only items that pass. */
  readonly filter?: (item: JsonObject) => boolean;
}
/** One way from a resource to values, all of one type. */
export interface Route {
  readonly steps: readonly Step[];
  readonly type: ElementType;
  readonly element: Element | undefined;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Splits at a character that stands outside of parentheses. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** `ofType` takes the types derived from one along. */
const derived: Readonly<Record<string, readonly string[]>> = {
  uri: ['canonical', 'url', 'oid', 'uuid'],
  string: ['code', 'id', 'markdown'],
  integer: ['positiveInt', 'unsignedInt'],
  Quantity: ['Age', 'Count', 'Distance', 'Duration'],
};

/** `(A.b.ofType(C)).d` and `(A.b as C).d` as `A.b.ofType(C).d`. */
function flatten(path: string): string {
  let flat = path;
  for (let match = /^\(/.exec(flat); match; match = /^\(/.exec(flat)) {
    let depth = 0;
    const end = [...flat].findIndex((character) => {
      if (character === '(') depth++;
      if (character === ')') depth--;
      return depth === 0;
    });
    flat = flat.slice(1, end) + flat.slice(end + 1);
  }
  return flat.replace(/\s+as\s+(\w+)/g, '.ofType($1)').replace(/\.as\((\w+)\)/g, '.ofType($1)');
}

function down(route: Route, name: string): Route[] {
  const element = structures.get(route.type.code)?.elements.find((item) => item.name === name);
  if (!element) throw new Error(`${route.type.code} has no element ${name}`);
  return element.types.map((type) => ({
    steps: [...route.steps, { key: element.choice ? name + capital(type.code) : name, many: element.many }],
    type,
    element,
  }));
}

function narrow(route: Route, change: Partial<Step>): Route {
  const last = route.steps.at(-1);
  return last ? { ...route, steps: [...route.steps.slice(0, -1), { ...last, ...change }] } : route;
}

/** Whether a Reference points to a type, told by its text alone: nothing is looked up. */
const pointsTo =
  (type: string) =>
  (reference: JsonObject): boolean => {
    const target = typeof reference.reference === 'string' ? parseReference(reference.reference) : undefined;
    return target !== undefined && 'type' in target && target.type !== undefined ? target.type === type : reference.type === type;
  };

function step(routes: readonly Route[], text: string): Route[] {
  const ofType = /^ofType\((\w+)\)$/.exec(text)?.[1];
  if (ofType) return routes.filter(({ type }) => type.code === ofType || derived[ofType]?.includes(type.code));
  const isType = /^where\(resolve\(\) is (\w+)\)$/.exec(text)?.[1];
  if (isType) return routes.map((route) => narrow(route, { filter: pointsTo(isType) }));
  const equals = /^where\((\w+)='([^']*)'\)$/.exec(text);
  if (equals) return routes.map((route) => narrow(route, { filter: (item) => item[equals[1] as string] === equals[2] }));
  const indexed = /^(\w+)\[(\d+)\]$/.exec(text);
  if (indexed)
    return routes.flatMap((route) => down(route, indexed[1] as string)).map((route) => narrow(route, { index: Number(indexed[2]) }));
  if (/^\w+$/.test(text)) return routes.flatMap((route) => down(route, text));
  throw new Error(`${text} is no step that search parameters use`);
}

/**
 * The ways that a search parameter's FHIRPath takes through a resource of a type.
 * @throws Error for FHIRPath beyond what the standard's search parameters use
 */
export function routesOf(type: string, expression: string): readonly Route[] {
  return split(expression, '|').flatMap((part) => {
    const [root = '', ...steps] = split(flatten(part), '.');
    if (![type, 'Resource', 'DomainResource'].includes(root)) throw new Error(`${part} does not start at ${type}`);
    return steps.reduce<Route[]>((routes, text) => step(routes, text), [{ steps: [], type: { code: type }, element: undefined }]);
  });
}
