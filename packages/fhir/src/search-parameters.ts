import { searchParameters as table } from './generated/search-parameters.ts';
import { isResourceType } from './structure.ts';

export type SearchParameterType = 'token' | 'reference' | 'date' | 'string' | 'uri' | 'number' | 'quantity' | 'composite' | 'special';

/** A standard search parameter of one resource type. */
export interface SearchParameter {
  readonly code: string;
  readonly type: SearchParameterType;
  /** FHIRPath of the values, the parts that speak of this type only. */
  readonly expression: string;
  /** Types that a reference parameter may point to; absent: any. */
  readonly target?: readonly string[];
  /** Whether `extractSearchValues` gives values for it. */
  readonly supported: boolean;
}

const extracted = new Set<SearchParameterType>(['token', 'reference', 'date', 'string', 'uri']);

function parseTable(text: string): ReadonlyMap<string, readonly SearchParameter[]> {
  const byBase = new Map<string, SearchParameter[]>();
  for (const line of text.trim().split('\n')) {
    const [base = '', code = '', type = '', target = '', expression = ''] = line.split('\t');
    const parameter: SearchParameter = {
      code,
      type: type as SearchParameterType,
      expression,
      ...(target && target !== '*' ? { target: target.split('|') } : {}),
      supported: expression !== '' && extracted.has(type as SearchParameterType),
    };
    const known = byBase.get(base);
    if (known) known.push(parameter);
    else byBase.set(base, [parameter]);
  }
  return byBase;
}

const byBase = parseTable(table);
const notDomain = new Set(['Binary', 'Bundle', 'Parameters']);
const none: ReadonlyMap<string, SearchParameter> = new Map();

const byType = new Map<string, ReadonlyMap<string, SearchParameter>>();

function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  const bases = notDomain.has(type) ? ['Resource', type] : ['Resource', 'DomainResource', type];
  const parameters = bases.flatMap((base) => byBase.get(base) ?? []);
  return new Map(parameters.map((parameter) => [parameter.code, parameter]));
}

/** All standard search parameters of a type by code, with those of every resource (`_id`, `_lastUpdated`, …). Empty for an unknown type. */
export function searchParameters(type: string): ReadonlyMap<string, SearchParameter> {
  const known = byType.get(type);
  if (known) return known;
  if (!isResourceType(type)) return none;
  const parameters = parametersOf(type);
  byType.set(type, parameters);
  return parameters;
}
