import { primitives } from '../src/primitive.ts';
import { type Element, type ElementType, structures } from '../src/structure.ts';
import { valueSets } from '../src/value-set.ts';

const values: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, -5],
  positiveInt: [1, 2147483647],
  unsignedInt: [0, 7],
  decimal: [0.5, 37],
  string: ['Ärztin Müller', '王小明'],
  markdown: ['*a*', 'b'],
  code: ['a-code', 'b c'],
  id: ['i-1', 'a.B'],
  uri: ['urn:oid:1.2.3', 'http://example.org/a'],
  url: ['http://example.org/b', 'https://example.org/c'],
  canonical: ['http://example.org/Questionnaire/a|1.0', 'http://example.org/d'],
  oid: ['urn:oid:1.2.156', 'urn:oid:2.25.1'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:00000000-0000-0000-0000-000000000000'],
  base64Binary: ['AAAA', 'YQ=='],
  date: ['2026-11-22', '2024-02'],
  dateTime: ['2026-11-22T08:30:00+08:00', '2026', '2025-12-31'],
  instant: ['2026-11-22T00:30:00.123Z', '2016-12-31T23:59:60Z'],
  time: ['23:59:59', '00:00:00.5'],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml"><p>text</p></div>'],
};

/**
 * Builds a resource of any type with every element filled down to a depth, from the structure tables themselves. The seed varies which
 * type a choice has, how many items a list has and which value stands where. It knows nothing of invariants.
 */
export function sample(type: string, seed: number, depth = 4): Record<string, unknown> {
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;

  const reference = (targets: readonly string[] | undefined): unknown => {
    const target = pick(targets ?? ['Patient', 'Device', 'Observation']);
    return pick([
      { reference: `${target}/x-${next(5)}` },
      { reference: `https://elsewhere.example.org/fhir/${target}/1`, display: 'elsewhere' },
      { reference: `${target}/y/_history/3`, type: target },
      { identifier: { system: 'http://example.org/id', value: `n${next(5)}` } },
    ]);
  };
  const one = (element: Element, { code, targets }: ElementType, left: number): unknown => {
    const set = element.valueSet === undefined ? undefined : valueSets.get(element.valueSet);
    if (code === 'code' && set) return pick([...set.codes]);
    if (code === 'CodeableConcept' && set) {
      const [system = '', symbol] = pick([...set.codings]).split('|');
      return { coding: [{ system, code: symbol }] };
    }
    if (primitives[code]) return pick(values[code] as readonly unknown[]);
    if (code === 'Reference') return reference(targets);
    if (code === 'Extension') return { url: 'http://example.org/extension', valueString: 'e' };
    if (code === 'Resource') return { resourceType: 'Basic', id: 'inner', code: { text: 'x' } };
    return object(code, left - 1);
  };
  const object = (path: string, left: number): Record<string, unknown> => {
    const filled: Record<string, unknown> = {};
    for (const element of structures.get(path)?.elements ?? []) {
      if (element.name === 'contained' || (element.name === 'extension' && next(4) > 0)) continue;
      if (!element.required && left <= 0 && next(3) > 0) continue;
      if (!element.required && left <= -1) continue;
      const which = pick(element.types);
      const key = element.choice ? element.name + which.code.charAt(0).toUpperCase() + which.code.slice(1) : element.name;
      filled[key] = element.many ? Array.from({ length: 1 + next(2) }, () => one(element, which, left)) : one(element, which, left);
    }
    // an object must hold something
    if (Object.keys(filled).length === 0) filled.id = 'only-an-id';
    return filled;
  };
  return { resourceType: type, ...object(type, depth) };
}
