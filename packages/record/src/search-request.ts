import { isResourceType, outcome, type SearchParameter, searchParameters } from '@consilium/fhir';

/** One search criterion; its values are alternatives, and all criteria must hold. */
export interface Criterion {
  /** As the client wrote it, for messages. */
  readonly name: string;
  readonly type: string;
  readonly parameter: SearchParameter;
  readonly modifier?: string | undefined;
  /** Criterion on the resource that this reference names, per possible type of it. */
  readonly chain?: readonly Criterion[] | undefined;
  /** Still escaped. */
  readonly values: readonly string[];
}

export interface SortKey {
  readonly parameter: SearchParameter;
  readonly descending: boolean;
}

export interface Include {
  /** Type that holds the reference. */
  readonly source: string;
  /** `undefined`: every reference. */
  readonly parameter: string | undefined;
  readonly target: string | undefined;
}

export interface SearchRequest {
  readonly type: string;
  readonly criteria: readonly Criterion[];
  readonly sort: readonly SortKey[];
  /** Resources per page; 0 asks for the total only. */
  readonly count: number;
  readonly total: 'none' | 'accurate';
  readonly elements: readonly string[] | undefined;
  readonly withoutText: boolean;
  readonly includes: readonly Include[];
  readonly revincludes: readonly Include[];
  readonly cursor: string | undefined;
  /** What was understood, for the links of the answer; `_cursor` left out. */
  readonly understood: readonly (readonly [string, string])[];
  /** What was not, where the client asked for leniency. */
  readonly ignored: readonly string[];
}

export const DEFAULT_COUNT = 50;
export const MAXIMUM_COUNT = 1000;

/** Modifiers that are implemented, by type of parameter; every type of parameter that can be searched is listed. */
export const MODIFIERS: Readonly<Record<string, readonly string[]>> = {
  token: ['not', 'missing'],
  reference: ['missing', 'identifier'], // and a resource type
  date: ['missing'],
  string: ['exact', 'contains', 'missing'],
  uri: ['missing'],
};

const bad = (message: string, name: string): Error => outcome('not-supported', message, name);

/**
 * Parses a search. What the server cannot do is an error, never silence, unless `lenient`.
 * @throws OperationOutcomeError 400
 */
export function parseSearch(type: string, query: URLSearchParams, lenient = false): SearchRequest {
  const request = {
    type,
    count: DEFAULT_COUNT,
    total: 'none' as 'none' | 'accurate',
    elements: undefined as string[] | undefined,
    withoutText: false,
    cursor: undefined as string | undefined,
    criteria: [] as Criterion[],
    sort: [] as SortKey[],
    includes: [] as Include[],
    revincludes: [] as Include[],
    understood: [] as [string, string][],
    ignored: [] as string[],
  };
  for (const [name, value] of query) {
    try {
      if (name === '_cursor') request.cursor = value;
      else {
        if (!parseResultParameter(request, name, value)) request.criteria.push(parseCriterion(type, name, value));
        request.understood.push([name, value]);
      }
    } catch (error) {
      if (!lenient) throw error;
      request.ignored.push(name);
    }
  }
  return request;
}

type Draft = { -readonly [K in keyof SearchRequest]: SearchRequest[K] } & { sort: SortKey[]; includes: Include[]; revincludes: Include[] };

/** Parameters that shape the answer and select nothing. @see FHIR R4 search.html#return */
function parseResultParameter(request: Draft, name: string, value: string): boolean {
  const plain = name.split(':')[0] as string;
  if (!RESULT_PARAMETERS.has(plain)) {
    if (plain.startsWith('_') && !searchParameters(request.type).has(plain)) throw bad(`${plain} is not supported`, name);
    return false;
  }
  if (plain !== name) throw bad(`${name} is not supported: use ${plain} without a modifier`, name);
  switch (name) {
    case '_count':
      if (!/^\d{1,9}$/.test(value)) throw outcome('invalid', `_count is "${value}": give a whole number`, name);
      request.count = Math.min(Number(value), MAXIMUM_COUNT);
      break;
    case '_total':
      if (value !== 'none' && value !== 'accurate' && value !== 'estimate')
        throw outcome('invalid', `_total is "${value}": give none, accurate or estimate`, name);
      request.total = value === 'none' ? 'none' : 'accurate';
      break;
    case '_sort':
      for (const key of value.split(',')) request.sort.push(parseSortKey(request.type, key));
      break;
    case '_include':
      request.includes.push(parseInclude(value, name));
      break;
    case '_revinclude':
      request.revincludes.push(parseInclude(value, name));
      break;
    case '_summary':
      if (value === 'count') request.count = 0;
      else if (value === 'data') request.withoutText = true;
      else if (value !== 'false')
        throw bad(`_summary=${value} is not supported: use count, data or false, or name fields by _elements`, name);
      break;
    case '_elements':
      request.elements = [...(request.elements ?? []), ...value.split(',').filter((element) => element !== '')];
      break;
    case '_format':
      if (!/^(json|application\/json|application\/fhir[+ ]json)\b/.test(value))
        throw outcome('not-acceptable', `_format is "${value}": only json is spoken here`, name);
      break;
    default:
  }
  return true;
}

const RESULT_PARAMETERS = new Set(['_count', '_total', '_sort', '_include', '_revinclude', '_summary', '_elements', '_format']);

function parseSortKey(type: string, key: string): SortKey {
  const descending = key.startsWith('-');
  const code = descending ? key.slice(1) : key;
  const parameter = searchParameters(type).get(code);
  if (!parameter) throw bad(`_sort names ${code}, which ${type} has no search parameter for`, '_sort');
  if (!(parameter.type in MODIFIERS)) throw bad(`_sort by ${code} is not supported: it is a ${parameter.type} parameter`, '_sort');
  return { parameter, descending };
}

function parseInclude(value: string, name: string): Include {
  const [source = '', parameter, target, ...rest] = value.split(':');
  if (!isResourceType(source) || parameter === undefined || rest.length > 0)
    throw outcome('invalid', `${name} is "${value}": write Type:parameter or Type:parameter:TargetType`, name);
  if (parameter !== '*' && searchParameters(source).get(parameter)?.type !== 'reference')
    throw outcome('invalid', `${source} has no reference parameter ${parameter}`, name);
  if (target !== undefined && !isResourceType(target)) throw outcome('invalid', `${target} is no resource type`, name);
  return { source, parameter: parameter === '*' ? undefined : parameter, target };
}

/** `code`, `code:modifier`, `subject:Patient.identifier`, `subject.name:contains`. */
export function parseCriterion(type: string, name: string, value: string): Criterion {
  const dot = name.indexOf('.');
  const [code = '', modifier] = (dot < 0 ? name : name.slice(0, dot)).split(/:(.*)/s);
  const parameter = searchParameters(type).get(code);
  if (code === '_has') throw bad('_has is not supported: search the referring type and use _include', name);
  if (!parameter) throw bad(`${type} has no search parameter ${code}: see the CapabilityStatement at metadata`, name);
  if (dot >= 0) return { name, type, parameter, chain: parseChain(parameter, modifier, name, name.slice(dot + 1), value), values: [] };

  const modifiers = MODIFIERS[parameter.type];
  if (!modifiers || !parameter.supported)
    throw bad(`${code} cannot be searched here: ${parameter.type} parameters are not supported`, name);
  if (modifier !== undefined && !modifiers.includes(modifier) && !(parameter.type === 'reference' && isResourceType(modifier)))
    throw bad(
      `The modifier :${modifier} of ${code} is not supported: a ${parameter.type} parameter takes ${modifiers.map((m) => `:${m}`).join(', ')}`,
      name,
    );
  if (modifier === 'missing' && value !== 'true' && value !== 'false')
    throw outcome('invalid', `${name} is "${value}": give true or false`, name);
  if (value === '') throw outcome('invalid', `${name} has no value: give one, or leave it out`, name);
  return { name, type, parameter, modifier, values: splitEscaped(value, ',') };
}

function parseChain(parameter: SearchParameter, target: string | undefined, name: string, rest: string, value: string): Criterion[] {
  if (parameter.type !== 'reference') throw bad(`${parameter.code} is no reference: nothing can be chained to it`, name);
  if (rest.includes('.')) throw bad(`${name} is chained twice: chains go one reference deep`, name);
  if (target !== undefined && !isResourceType(target)) throw outcome('invalid', `${target} is no resource type`, name);
  const code = rest.split(':')[0] as string;
  if (target === undefined && parameter.target === undefined)
    throw bad(`${name}: ${parameter.code} may point to any type, so say which: ${parameter.code}:Type.${rest}`, name);
  const types = (target === undefined ? (parameter.target ?? []) : [target]).filter((type) => searchParameters(type).has(code));
  if (types.length === 0) throw bad(`${name}: ${target ?? 'no possible target'} has ${target ? 'no' : 'a'} search parameter ${code}`, name);
  return types.map((type) => parseCriterion(type, rest, value));
}

/** Splits at `separator`, except where a backslash stands before it; the escapes stay. */
export function splitEscaped(text: string, separator: string): string[] {
  if (!text.includes('\\')) return text.split(separator);
  const parts = [''];
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (character === '\\' && i + 1 < text.length) parts[parts.length - 1] += character + text[++i];
    else if (character === separator) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** `\,` `\|` `\$` `\\` as the characters themselves. @see FHIR R4 search.html#escaping */
export const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');
