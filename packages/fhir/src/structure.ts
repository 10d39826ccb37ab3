import { structures as table } from './generated/structures.ts';

/** One type that an element may have. */
export interface ElementType {
  /** Name of a data type, `Resource`, or the path of a nested structure such as `Observation.component`. */
  readonly code: string;
  /** Types that a Reference may point to; absent: any. */
  readonly targets?: readonly string[];
}
/** One element of a structure. */
export interface Element {
  /** Without `[x]`. */
  readonly name: string;
  readonly choice: boolean;
  readonly required: boolean;
  readonly many: boolean;
  readonly types: readonly ElementType[];
  /** Key of a required value set. */
  readonly valueSet?: string;
}
/** A resource type, a data type or a nested structure of one. */
export interface Structure {
  /** `Observation`, `Quantity`, `Observation.component`. */
  readonly path: string;
  readonly resource: boolean;
  readonly elements: readonly Element[];
}
/** A JSON property: for a choice element there is one for each type (`valueQuantity`). */
export interface Property {
  readonly element: Element;
  readonly type: ElementType;
}

function parseElement(line: string): Element {
  const [name = '', cardinality = '', types = '', binding] = line.trim().split(' ');
  const choice = name.endsWith('[x]');
  return {
    name: choice ? name.slice(0, -3) : name,
    choice,
    required: cardinality[0] !== '0',
    many: cardinality.endsWith('*'),
    types: types.split(',').map((type) => {
      const reference = /^Reference\((.*)\)$/.exec(type);
      if (reference) return { code: 'Reference', targets: (reference[1] as string).split('|') };
      return { code: type.startsWith('@') ? type.slice(1) : type };
    }),
    ...(binding ? { valueSet: binding.slice(1) } : {}),
  };
}

const element = ['id 0..1 string', 'extension 0..* Extension'].map(parseElement);
const modifier = parseElement('modifierExtension 0..* Extension');
const resource = ['id 0..1 id', 'meta 0..1 Meta', 'implicitRules 0..1 uri', 'language 0..1 code'].map(parseElement);
const inherited: Readonly<Record<string, readonly Element[]>> = {
  type: element,
  backbone: [...element, modifier],
  resource,
  domain: [...resource, ...['text 0..1 Narrative', 'contained 0..* Resource', 'extension 0..* Extension'].map(parseElement), modifier],
};

function parseTable(text: string): ReadonlyMap<string, Structure> {
  const found = new Map<string, Structure>();
  for (const block of text.trim().split(/\n(?! )/)) {
    const [head = '', ...lines] = block.split('\n');
    const [path = '', kind = ''] = head.split(' ');
    found.set(path, {
      path,
      resource: kind === 'resource' || kind === 'domain',
      elements: [...(inherited[kind] ?? []), ...lines.map(parseElement)],
    });
  }
  // the bare Element, of which `_birthDate` and its like are made
  found.set('Element', { path: 'Element', resource: false, elements: element });
  return found;
}

/** Every structure of R4 by path. */
export const structures: ReadonlyMap<string, Structure> = parseTable(table);

/** The resource types of R4, in alphabetical order. */
export const RESOURCE_TYPES: readonly string[] = [...structures.values()]
  .filter((structure) => structure.resource)
  .map(({ path }) => path)
  .sort();
const resourceTypes = new Set(RESOURCE_TYPES);
export const isResourceType = (name: string): boolean => resourceTypes.has(name);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const cache = new Map<string, ReadonlyMap<string, Property>>();

/** The JSON properties of a structure, without the `_` ones. */
export function propertiesOf(path: string): ReadonlyMap<string, Property> {
  const known = cache.get(path);
  if (known) return known;
  const properties = new Map<string, Property>();
  for (const item of structures.get(path)?.elements ?? []) {
    for (const type of item.types) properties.set(item.choice ? item.name + capital(type.code) : item.name, { element: item, type });
  }
  cache.set(path, properties);
  return properties;
}
