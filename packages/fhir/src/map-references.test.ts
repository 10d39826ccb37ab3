import { describe, expect, test } from 'vitest';
import { parseJson, stringify } from './json.ts';
import { mapReferences } from './map-references.ts';
import { OperationOutcomeError } from './outcome.ts';

const rewrite = (reference: string): string => reference.replace('urn:uuid:a', 'Patient/1');

describe('references are rewritten', () => {
  test.each([
    [
      'in lists',
      { performer: [{ reference: 'urn:uuid:a' }, { reference: 'urn:uuid:b' }] },
      { performer: [{ reference: 'Patient/1' }, { reference: 'urn:uuid:b' }] },
    ],
    [
      'in extensions',
      { extension: [{ url: 'x', valueReference: { reference: 'urn:uuid:a' } }] },
      { extension: [{ url: 'x', valueReference: { reference: 'Patient/1' } }] },
    ],
    [
      'in extensions of primitives',
      { _status: { extension: [{ url: 'x', valueUri: 'urn:uuid:a' }] } },
      { _status: { extension: [{ url: 'x', valueUri: 'Patient/1' }] } },
    ],
    [
      'in contained resources',
      { contained: [{ subject: { reference: 'urn:uuid:a' } }] },
      { contained: [{ subject: { reference: 'Patient/1' } }] },
    ],
    ['in lists of canonicals', { instantiatesCanonical: ['urn:uuid:a'] }, { instantiatesCanonical: ['Patient/1'] }],
    [
      'but not in identities',
      { identifier: [{ value: 'urn:uuid:a' }], fullUrl: 'urn:uuid:a' },
      { identifier: [{ value: 'urn:uuid:a' }], fullUrl: 'urn:uuid:a' },
    ],
  ])('%s', (_where, before, after) => {
    expect(mapReferences(before as object, rewrite)).toEqual(after);
  });

  test('in a copy that shares what did not change', () => {
    const before = { resourceType: 'Observation', subject: { reference: 'urn:uuid:a' }, code: { text: 'x' } };
    const after = mapReferences(before, rewrite);
    expect(after.code).toBe(before.code);
    expect(before.subject.reference).toBe('urn:uuid:a');
    expect(mapReferences(before, (reference) => reference)).toBe(before);
  });

  test('beside decimals, which keep their digits', () => {
    const text = '{"valueQuantity":{"value":1.10},"subject":{"reference":"urn:uuid:a"}}';
    expect(stringify(mapReferences(parseJson(text), rewrite))).toBe(text.replace('urn:uuid:a', 'Patient/1'));
  });

  test('unless the document is nested beyond any need', () => {
    let deep: object = {};
    for (let level = 0; level < 10_000; level++) deep = { extension: [deep] };
    expect(() => mapReferences(deep, rewrite)).toThrow(OperationOutcomeError);
  });
});
