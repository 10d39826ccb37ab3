import { describe, expect, test } from 'vitest';
import { parseJson } from './json.ts';
import { validateResource } from './validate-resource.ts';

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-11-22T08:00:00+08:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
};
const patient = { resourceType: 'Patient', name: [{ family: '王', given: ['小明'] }] };
const organization = { resourceType: 'Organization', id: 'o', name: 'Clinic' };
const bundle = { resourceType: 'Bundle', type: 'transaction' };
const post = { method: 'POST', url: 'Observation' };

/** Where, which code and a word of the diagnostics. */
type Case = readonly [what: string, resource: unknown, expression: string, code: string, word: string];

describe('refused, with the place, the value and the fix', () => {
  test.each<Case>([
    [
      'a code outside of a required value set',
      { ...observation, status: 'nonsense' },
      'Observation.status',
      'code-invalid',
      'registered, preliminary, final',
    ],
    ['an id with a space', { ...observation, id: 'bad id!' }, 'Observation.id', 'value', '"bad id!"'],
    ['an id of 65 characters', { ...observation, id: 'a'.repeat(65) }, 'Observation.id', 'value', '1 to 64'],
    ['an empty reference', { ...observation, subject: { reference: '' } }, 'Observation.subject.reference', 'value', 'empty'],
    ['two values of a choice', { ...observation, valueString: 'a' }, 'Observation.value', 'structure', 'valueQuantity and valueString'],
    [
      'a value of one and extensions of another',
      { ...observation, _valueString: { id: 'a' } },
      'Observation.value',
      'structure',
      'exclude',
    ],
    [
      'a reference to a wrong type',
      { ...observation, subject: { reference: 'Practitioner/1' } },
      'Observation.subject.reference',
      'value',
      'Patient, Group',
    ],
    [
      'a wrong type behind an absolute URL',
      { ...observation, subject: { reference: 'https://a.example/fhir/Practitioner/1' } },
      'Observation.subject.reference',
      'value',
      'Practitioner',
    ],
    [
      'a wrong Reference.type',
      { ...observation, subject: { type: 'Practitioner', display: 'x' } },
      'Observation.subject.type',
      'value',
      'Patient',
    ],
    [
      'a reference to no type of R4',
      { ...observation, subject: { reference: 'Nothing/1' } },
      'Observation.subject.reference',
      'value',
      'Type/id',
    ],
    [
      'a reference without an id',
      { ...observation, subject: { reference: 'Patient' } },
      'Observation.subject.reference',
      'value',
      'Type/id',
    ],
    [
      'a search as a reference, outside of a transaction',
      { ...observation, subject: { reference: 'Patient?identifier=1' } },
      'Observation.subject.reference',
      'value',
      'transaction',
    ],
    ['an unknown element', { ...observation, colour: 'red' }, 'Observation.colour', 'structure', 'no element'],
    [
      'an unknown element of a data type',
      { ...observation, code: { text: 'a', colour: 'red' } },
      'Observation.code.colour',
      'structure',
      'CodeableConcept',
    ],
    [
      'an element that only R5 has',
      { resourceType: 'Patient', meta: { author: { reference: 'Practitioner/1' } } },
      'Patient.meta.author',
      'structure',
      'R4',
    ],
    [
      'a choice type that the element has not',
      { ...observation, valueQuantity: undefined, valueAge: { value: 1 } },
      'Observation.valueAge',
      'structure',
      'no element',
    ],
    ['a missing element', { ...observation, code: undefined }, 'Observation.code', 'required', 'missing'],
    [
      'a missing choice',
      { resourceType: 'MedicationStatement', status: 'active', subject: { reference: 'Patient/1' } },
      'MedicationStatement.medication',
      'required',
      'CodeableConcept',
    ],
    ['month 13', { ...observation, effectiveDateTime: '2026-13-01' }, 'Observation.effectiveDateTime', 'value', 'YYYY-MM-DD'],
    ['the 30th of February', { ...patient, birthDate: '2024-02-30' }, 'Patient.birthDate', 'value', 'calendar'],
    ['the 29th of February of 1900', { ...patient, birthDate: '1900-02-29' }, 'Patient.birthDate', 'value', 'calendar'],
    ['a date with a time', { ...patient, birthDate: '2024-02-03T00:00:00Z' }, 'Patient.birthDate', 'value', 'YYYY'],
    [
      'a time without a zone',
      { ...observation, effectiveDateTime: '2026-11-22T08:00:00' },
      'Observation.effectiveDateTime',
      'value',
      '+hh:mm',
    ],
    ['a time without seconds', { ...observation, effectiveDateTime: '2026-11-22T08:00Z' }, 'Observation.effectiveDateTime', 'value', 'ss'],
    ['an instant without a time', { ...observation, issued: '2026-11-22' }, 'Observation.issued', 'value', 'instant'],
    [
      'a text for a number',
      { ...observation, valueQuantity: { value: '72' } },
      'Observation.valueQuantity.value',
      'value',
      'without quotation marks',
    ],
    ['a number for a text', { ...patient, gender: 1 }, 'Patient.gender', 'value', 'quotation marks'],
    ['a text for a boolean', { ...patient, active: 'true' }, 'Patient.active', 'value', 'without quotation marks'],
    [
      'an integer with a point',
      parseJson('{"resourceType":"Patient","multipleBirthInteger":2.0}'),
      'Patient.multipleBirthInteger',
      'value',
      '2.0',
    ],
    [
      'a number beyond any',
      parseJson('{"resourceType":"Observation","status":"final","code":{"text":"a"},"valueQuantity":{"value":1e999}}'),
      'Observation.valueQuantity.value',
      'value',
      '1e999',
    ],
    ['one where a list belongs', { resourceType: 'Patient', name: { family: 'a' } }, 'Patient.name', 'structure', 'list'],
    ['a list where one belongs', { ...patient, birthDate: ['2024'] }, 'Patient.birthDate', 'structure', 'list'],
    [
      'an object where a list of texts belongs',
      { resourceType: 'Patient', name: [{ given: 'a' }] },
      'Patient.name[0].given',
      'structure',
      'list',
    ],
    ['an empty list', { resourceType: 'Patient', name: [] }, 'Patient.name', 'structure', 'empty'],
    ['an empty object', { ...observation, subject: {} }, 'Observation.subject', 'structure', 'empty'],
    ['an empty text', { resourceType: 'Patient', name: [{ family: '' }] }, 'Patient.name[0].family', 'value', 'empty'],
    ['null', { resourceType: 'Patient', birthDate: null }, 'Patient.birthDate', 'value', 'null'],
    [
      'null in a list, without extensions',
      { resourceType: 'Patient', name: [{ given: ['a', null] }] },
      'Patient.name[0].given[1]',
      'value',
      'null',
    ],
    [
      'a list of extensions that holds none',
      { resourceType: 'Patient', name: [{ given: ['a'], _given: [null] }] },
      'Patient.name[0]._given',
      'structure',
      'nothing',
    ],
    ['extensions of what is no primitive', { ...observation, _subject: { id: 'a' } }, 'Observation._subject', 'structure', 'no element'],
    ['an extension without url', { ...patient, extension: [{ valueString: 'a' }] }, 'Patient.extension[0].url', 'required', 'missing'],
    [
      'an extension with neither value nor extensions',
      { ...patient, extension: [{ url: 'http://a' }] },
      'Patient.extension[0]',
      'invariant',
      'ext-1',
    ],
    [
      'an extension with both',
      { ...patient, extension: [{ url: 'http://a', valueString: 'a', extension: [{ url: 'b', valueString: 'c' }] }] },
      'Patient.extension[0]',
      'invariant',
      'ext-1',
    ],
    ['a control character', { ...patient, name: [{ family: 'a\u0000b' }] }, 'Patient.name[0].family', 'value', 'control'],
    ['half a surrogate pair', { ...patient, name: [{ family: '\ud840' }] }, 'Patient.name[0].family', 'value', 'surrogate'],
    [
      'a code with a space before',
      { resourceType: 'Observation', status: ' final', code: { text: 'a' } },
      'Observation.status',
      'value',
      'code',
    ],
    ['a URI with a space', { ...patient, implicitRules: 'http://a b' }, 'Patient.implicitRules', 'value', 'URI'],
    ['base64 that is cut off', { resourceType: 'Binary', contentType: 'text/plain', data: 'YQ=' }, 'Binary.data', 'value', 'multiple of 4'],
    [
      'a script in the narrative',
      { ...patient, text: { status: 'generated', div: '<div><script>x</script></div>' } },
      'Patient.text.div',
      'value',
      '<script>',
    ],
    [
      'an event handler in the narrative',
      { ...patient, text: { status: 'generated', div: '<div><a onclick="x">y</a></div>' } },
      'Patient.text.div',
      'value',
      'script',
    ],
    [
      'a concept without a code of the required value set',
      {
        resourceType: 'Condition',
        subject: { reference: 'Patient/1' },
        clinicalStatus: { coding: [{ system: 'http://other', code: 'active' }] },
      },
      'Condition.clinicalStatus',
      'code-invalid',
      'condition-clinical',
    ],
    ['obs-6', { ...observation, dataAbsentReason: { text: 'a' } }, 'Observation', 'invariant', 'obs-6'],
    ['obs-7', { ...observation, component: [{ code: observation.code, valueString: 'a' }] }, 'Observation', 'invariant', 'obs-7'],
    [
      'a period that ends before it starts',
      { ...patient, name: [{ family: 'a', period: { start: '2026-02', end: '2026-01-31' } }] },
      'Patient.name[0].period',
      'invariant',
      'per-1',
    ],
    [
      'a local reference to nothing',
      { ...observation, subject: { reference: '#p' } },
      'Observation.subject.reference',
      'invariant',
      'ref-1',
    ],
    [
      'a local reference to a wrong type',
      { ...observation, contained: [organization], subject: { reference: '#o' } },
      'Observation.subject.reference',
      'value',
      'Organization',
    ],
    [
      'a contained resource that nothing refers to',
      { ...observation, contained: [organization] },
      'Observation.contained[0]',
      'invariant',
      'dom-3',
    ],
    [
      'a contained resource with a version',
      { ...observation, performer: [{ reference: '#o' }], contained: [{ ...organization, meta: { versionId: '1' } }] },
      'Observation.contained[0].meta.versionId',
      'invariant',
      'dom-4',
    ],
    [
      'a contained resource with a security label',
      { ...observation, performer: [{ reference: '#o' }], contained: [{ ...organization, meta: { security: [{ code: 'R' }] } }] },
      'Observation.contained[0].meta.security',
      'invariant',
      'dom-5',
    ],
    [
      'a contained resource that contains',
      { ...observation, performer: [{ reference: '#o' }], contained: [{ ...organization, contained: [patient] }] },
      'Observation.contained[0].contained',
      'invariant',
      'dom-2',
    ],
    [
      'a contained resource of no type',
      { ...observation, contained: [{ id: 'o' }] },
      'Observation.contained[0].resourceType',
      'structure',
      'resource type',
    ],
    [
      'a wrong resource in a Bundle',
      { ...bundle, entry: [{ request: post, resource: { ...observation, status: 'x' } }] },
      'Bundle.entry[0].resource.status',
      'code-invalid',
      'final',
    ],
    [
      'a Bundle entry that refers to what its neighbour contains',
      {
        ...bundle,
        entry: [
          { request: post, resource: { ...observation, contained: [{ ...patient, id: 'p' }], subject: { reference: '#p' } } },
          { request: post, resource: { ...observation, subject: { reference: '#p' } } },
        ],
      },
      'Bundle.entry[1].resource.subject.reference',
      'invariant',
      'ref-1',
    ],
    [
      'a property named as what every object has',
      parseJson('{"resourceType":"Patient","constructor":"a"}'),
      'Patient.constructor',
      'structure',
      'no element',
    ],
    [
      'a property that would become a prototype',
      parseJson('{"resourceType":"Patient","__proto__":{"a":1}}'),
      'Patient.__proto__',
      'structure',
      'no element',
    ],
    ['no resource', [observation], '', 'structure', 'a list'],
    ['no resourceType', { status: 'final' }, 'resourceType', 'structure', 'resource type'],
    ['a resourceType of another server', { resourceType: 'Bot' }, 'resourceType', 'structure', '"Bot"'],
    ['an abstract resourceType', { resourceType: 'DomainResource' }, 'resourceType', 'structure', 'resource type'],
  ])('%s', (_what, resource, expression, code, word) => {
    const issues = validateResource(resource);
    expect(issues.map((issue) => [issue.expression, issue.code])).toContainEqual([expression, code]);
    const issue = issues.find((item) => item.expression === expression && item.code === code);
    expect(issue?.diagnostics).toContain(word);
    expect(issue?.severity).toBe('error');
  });
});

describe('accepted', () => {
  test.each<readonly [string, unknown]>([
    ['an Observation', observation],
    ['a Patient of whom nothing is known', { resourceType: 'Patient' }],
    [
      'a decimal as written',
      parseJson('{"resourceType":"Observation","status":"final","code":{"text":"a"},"valueQuantity":{"value":1.10}}'),
    ],
    [
      'a required element that says why it is absent',
      {
        ...observation,
        status: undefined,
        _status: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
      },
    ],
    [
      'null in a list where only an extension stands',
      { resourceType: 'Patient', name: [{ given: ['a', null], _given: [null, { extension: [{ url: 'http://a', valueString: 'b' }] }] }] },
    ],
    ['an element that is undefined, as JSON leaves it out', { ...observation, note: undefined }],
    [
      'a leap second and the 29th of February',
      { ...observation, effectiveDateTime: '2016-12-31T23:59:60Z', issued: '2024-02-29T00:00:00.123Z' },
    ],
    [
      'a period of the same day, at different precision',
      { ...patient, name: [{ family: 'a', period: { start: '2026-01-31', end: '2026-01' } }] },
    ],
    ['a contained resource that is referred to', { ...observation, contained: [organization], performer: [{ reference: '#o' }] }],
    [
      'a contained resource that refers to its container',
      {
        resourceType: 'Patient',
        contained: [
          {
            resourceType: 'Provenance',
            target: [{ reference: '#' }],
            recorded: '2026-01-01T00:00:00Z',
            agent: [{ who: { display: 'a' } }],
          },
        ],
      },
    ],
    [
      'urn:uuid and conditional references in a transaction',
      {
        ...bundle,
        entry: [
          {
            fullUrl: 'urn:uuid:a',
            request: post,
            resource: { ...observation, subject: { reference: 'urn:uuid:b' }, encounter: { reference: 'Encounter?identifier=1' } },
          },
        ],
      },
    ],
    [
      'a versioned, an absolute and a logical reference',
      {
        ...observation,
        subject: { reference: 'Patient/1/_history/2' },
        encounter: { reference: 'http://a.example/Encounter/1' },
        performer: [{ identifier: { value: '1' } }],
      },
    ],
    ['a reference to the whole web', { ...observation, focus: [{ reference: 'https://example.org/anything?at=all' }] }],
    [
      'items within items, by content reference',
      {
        resourceType: 'Questionnaire',
        status: 'draft',
        item: [{ linkId: '1', type: 'group', item: [{ linkId: '1.1', type: 'group', item: [{ linkId: '1.1.1', type: 'string' }] }] }],
      },
    ],
    [
      'a unit, media type and language, whose value sets have no end',
      {
        ...observation,
        language: 'zh-Hans-CN',
        valueQuantity: undefined,
        valueCodeableConcept: { coding: [{ system: 'http://example.org', code: 'x' }] },
      },
    ],
  ])('%s', (_what, resource) => {
    expect(validateResource(resource)).toEqual([]);
  });
});

describe('a hostile document costs little', () => {
  test('nested beyond any need', () => {
    const text = `{"resourceType":"Patient","extension":${'[{"url":"a","extension":'.repeat(50_000)}[]${'}]'.repeat(50_000)}}`;
    expect(validateResource(parseJson(text)).map((issue) => issue.code)).toContain('too-costly');
  });
  test('wrong in every place', () => {
    expect(validateResource({ resourceType: 'Patient', name: Array.from({ length: 100_000 }, () => ({ wrong: 1 })) }).length).toBe(100);
  });
});
