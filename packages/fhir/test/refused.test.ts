import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractSearchValues, mapReferences, patientOf, RESOURCE_TYPES, validateResource } from '../src/index.ts';
import { sample } from './sample.ts';

type Json = Record<string, unknown>;
/** One place of a document: `holder[key]`, which stands at `path`. */
interface Place {
  readonly holder: Json;
  readonly key: string;
  readonly path: string;
}

/** Every property of every object, but for resourceType. */
function places(object: Json, path: string): Place[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (key === 'resourceType') return [];
    const here = `${path}.${key}`;
    const below = Array.isArray(value)
      ? value.flatMap((item, index) => (typeof item === 'object' ? places(item as Json, `${here}[${index}]`) : []))
      : typeof value === 'object' && value !== null
        ? places(value as Json, here)
        : [];
    return [{ holder: object, key, path: here }, ...below];
  });
}

const one = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
/** Ways to break a property. Each gives what stands there afterwards, or `undefined` where it does not apply. */
const breaks: Readonly<Record<string, (value: unknown) => unknown>> = {
  'null in its place': () => null,
  'an empty text in its place': () => '',
  'an empty list in its place': () => [],
  'an empty object in its place': () => ({}),
  'one for a list, a list for one': (value) => (Array.isArray(value) ? value[0] : [value]),
  'a text for a number or boolean': (value) => (['number', 'boolean'].includes(typeof value) ? String(value) : undefined),
  'a number for a text': (value) => (typeof value === 'string' ? 1 : undefined),
  'an unknown element in its object': (value) =>
    typeof one(value) === 'object'
      ? Array.isArray(value)
        ? [{ ...(value[0] as Json), unheardOf: 'x' }]
        : { ...(value as Json), unheardOf: 'x' }
      : undefined,
};

describe('whatever is broken anywhere in a resource of any type is refused, at its place', () => {
  test.each(Object.entries(breaks))('%s', (_name, broken) => {
    fc.assert(
      fc.property(fc.constantFrom(...RESOURCE_TYPES), fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), (type, seed, nth) => {
        const resource = sample(type, seed, 2);
        const all = places(resource, type);
        const place = all[nth % all.length];
        fc.pre(place !== undefined);
        const { holder, key, path } = place as Place;
        const value = broken(holder[key]);
        fc.pre(value !== undefined);
        holder[key] = value;
        const found = validateResource(resource)
          .filter((issue) => issue.code !== 'invariant')
          .map((issue) => issue.expression);
        expect(found.filter((expression) => expression.startsWith(path))).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

test('any JSON in any place is refused or of no harm', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RESOURCE_TYPES), fc.nat(), fc.nat(), fc.jsonValue(), (type, seed, nth, value) => {
      const resource = sample(type, seed, 2);
      const all = places(resource, type);
      const { holder, key } = all[nth % all.length] as Place;
      holder[key] = value;
      if (validateResource(resource).length > 0) return;
      const valid = resource as { resourceType: string };
      extractSearchValues(valid);
      patientOf(valid);
      expect(mapReferences(valid, (reference) => reference)).toBe(valid);
    }),
    { numRuns: 500 },
  );
});
