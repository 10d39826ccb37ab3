import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { describe, expect, test } from 'vitest';
import {
  dateRange,
  extractSearchValues,
  normaliseString,
  OPEN_END,
  OPEN_START,
  parseJson,
  RESOURCE_TYPES,
  searchParameters,
  withPlainNumbers,
} from '../src/index.ts';
import { bundleSource, patientBundles } from './patient-bundles.ts';
import { sample } from './sample.ts';

type Json = Record<string, unknown>;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** The paths of the standard, evaluated by another library; `resolve()` is spelled out as it looks nothing up. */
const compiled = new Map<string, (resource: object) => unknown[]>();
function reference(expression: string, resource: object): unknown[] {
  const spelled = expression.replace(
    /resolve\(\) is (\w+)/g,
    (_, type: string) => `iif(reference.exists(), reference.matches('(^|/)${type}/[A-Za-z0-9.-]+(/_history/.*)?$'), type = '${type}')`,
  );
  let evaluate = compiled.get(spelled);
  if (!evaluate) {
    evaluate = fhirpath.compile(spelled, r4) as (resource: object) => unknown[];
    compiled.set(spelled, evaluate);
  }
  return evaluate(resource);
}

const period = (value: Json): string[] => {
  const [start, end] = [value.start, value.end].map((text) => (text === undefined ? undefined : dateRange(String(text))));
  return start || end ? [`${start?.from ?? OPEN_START} ${end?.to ?? OPEN_END}`] : [];
};

/** A slow and plain reading of the tables in search.html, told by the shape of the value. */
const naive: Record<string, (value: unknown) => string[]> = {
  token: (value) => {
    if (typeof value !== 'object' || value === null) return [String(value)];
    const item = value as Json;
    if ('coding' in item)
      return list(item.coding)
        .flatMap((coding) => list((coding as Json).code))
        .map(String);
    return ['value', 'code']
      .filter((name) => name in item)
      .slice(0, 1)
      .map((name) => String(item[name]));
  },
  reference: (value) => {
    if (typeof value === 'string') return value.includes('|') ? [value, value.replace(/\|.*/, '')] : [value];
    const { reference: text, identifier } = value as { reference?: string; identifier?: { value?: string } };
    const link = text === undefined || text.startsWith('#') ? [] : [/^[A-Z]/.test(text) ? text.split('/').slice(0, 2).join('/') : text];
    return [...link, ...(identifier?.value ? [`identifier ${identifier.value}`] : [])];
  },
  date: (value) => {
    if (typeof value === 'string') return [dateRange(value)].flatMap((range) => (range ? [`${range.from} ${range.to}`] : []));
    const item = value as Json;
    if (!('event' in item || 'repeat' in item)) return 'low' in item || 'high' in item || 'value' in item ? [] : period(item);
    const bounds = ((item.repeat as Json | undefined)?.boundsPeriod ?? {}) as Json;
    const spans = [...list(item.event).flatMap((event) => naive.date?.(event) ?? []), ...period(bounds)].map((span) => span.split(' '));
    return spans.length === 0
      ? []
      : [
          `${spans.map((span) => span[0]).sort()[0]} ${spans
            .map((span) => span[1])
            .sort()
            .at(-1)}`,
        ];
  },
  string: (value) => {
    if (typeof value === 'string') return [normaliseString(value)];
    const item = value as Json;
    const names = ['text', 'family', 'given', 'prefix', 'suffix', 'line', 'city', 'district', 'state', 'country', 'postalCode'];
    return names.flatMap((name) => list(item[name])).map((part) => normaliseString(String(part)));
  },
  uri: (value) => [String(value)],
};

/** Our values of one parameter in the same words. */
function ours(values: ReturnType<typeof extractSearchValues>, param: string): string[] {
  const of = <T extends { param: string }>(all: readonly T[]): T[] => all.filter((value) => value.param === param);
  return [
    ...of(values.tokens).map((value) => value.code),
    ...of(values.references).map((value) =>
      value.identifier ? `identifier ${value.identifier.value}` : (value.url ?? `${value.type}/${value.id}`),
    ),
    ...of(values.dates).map((value) => `${value.from} ${value.to}`),
    ...of(values.strings).map((value) => value.value),
    ...of(values.uris).map((value) => value.value),
  ];
}

/** A name is found as a whole too, which the standard leaves to us. */
const wholeNames = (values: readonly unknown[]): string[] =>
  values.flatMap((value) => {
    const { family, given } = value as { family?: string; given?: string[] };
    return family && given
      ? [normaliseString(/\p{Script=Han}/u.test(family) ? family + given.join('') : `${given.join(' ')} ${family}`)]
      : [];
  });

function compare(resource: Json): void {
  const type = String(resource.resourceType);
  const values = extractSearchValues(resource as { resourceType: string });
  for (const parameter of searchParameters(type).values()) {
    if (!parameter.supported) continue;
    const found = reference(parameter.expression, resource);
    const nested = type === 'Bundle' && parameter.type === 'reference';
    const expected = new Set(nested ? [] : found.flatMap((value) => naive[parameter.type]?.(value) ?? []));
    if (parameter.type === 'string') for (const name of wholeNames(found)) expected.add(name);
    expect([parameter.code, [...new Set(ours(values, parameter.code))].sort()]).toEqual([parameter.code, [...expected].sort()]);
  }
}

describe('search values are what fhirpath.js finds', () => {
  test.each(RESOURCE_TYPES)('in a generated %s', (type) => {
    for (const seed of [11, 12, 13, 14]) compare(sample(type, seed, 3));
  });

  test(`in ${bundleSource}`, () => {
    const seen = new Map<string, number>();
    for (const text of patientBundles('small')) {
      for (const { resource } of parseJson<{ entry: { resource: Json }[] }>(text).entry) {
        const count = (seen.get(String(resource.resourceType)) ?? 0) + 1;
        seen.set(String(resource.resourceType), count);
        if (count <= 25) compare(withPlainNumbers(resource));
      }
    }
    expect(seen.size).toBeGreaterThan(4);
  });
});
