import { describe, expect, test } from 'vitest';
import { OPEN_END, OPEN_START } from './date-range.ts';
import { patientOf } from './patient-compartment.ts';
import { searchParameters } from './search-parameters.ts';
import { normaliseString } from './search-string.ts';
import { extractSearchValues } from './search-values.ts';

const of = (resource: { resourceType: string } & Record<string, unknown>, param: string): unknown[] =>
  Object.values(extractSearchValues(resource))
    .flat()
    .filter((value) => value.param === param)
    .map(({ param: _, ...value }) => value);

describe('what a resource can be found by', () => {
  test.each<readonly [string, { resourceType: string } & Record<string, unknown>, string, readonly unknown[]]>([
    [
      'every coding of a concept',
      { resourceType: 'Observation', code: { coding: [{ system: 'http://loinc.org', code: 'a' }, { code: 'b' }, { display: 'c' }] } },
      'code',
      [
        { system: 'http://loinc.org', code: 'a' },
        { system: undefined, code: 'b' },
      ],
    ],
    [
      'a code, with the system of its value set',
      { resourceType: 'Patient', gender: 'female' },
      'gender',
      [{ system: 'http://hl7.org/fhir/administrative-gender', code: 'female' }],
    ],
    ['a boolean', { resourceType: 'Patient', active: false }, 'active', [{ system: undefined, code: 'false' }]],
    [
      'an identifier',
      { resourceType: 'Patient', identifier: [{ system: 'urn:oid:1.2', value: 'A1' }] },
      'identifier',
      [{ system: 'urn:oid:1.2', code: 'A1' }],
    ],
    [
      'a telephone, not an e-mail address',
      {
        resourceType: 'Patient',
        telecom: [
          { system: 'email', value: 'a@b' },
          { system: 'phone', value: '138' },
        ],
      },
      'phone',
      [{ system: undefined, code: '138' }],
    ],
    ['being alive', { resourceType: 'Patient' }, 'deceased', [{ system: undefined, code: 'false' }]],
    ['being alive, said so', { resourceType: 'Patient', deceasedBoolean: false }, 'deceased', [{ system: undefined, code: 'false' }]],
    [
      'having died at a known time',
      { resourceType: 'Patient', deceasedDateTime: '2026' },
      'deceased',
      [{ system: undefined, code: 'true' }],
    ],
    [
      'a reference, whatever its version',
      { resourceType: 'Observation', subject: { reference: 'Patient/1/_history/2' } },
      'subject',
      [{ type: 'Patient', id: '1' }],
    ],
    [
      'a reference elsewhere, which is not one here',
      { resourceType: 'Observation', subject: { reference: 'http://a.example/Patient/1' } },
      'subject',
      [{ url: 'http://a.example/Patient/1' }],
    ],
    [
      'a logical reference',
      { resourceType: 'Observation', subject: { type: 'Patient', identifier: { system: 's', value: 'v' } } },
      'patient',
      [{ identifier: { system: 's', value: 'v' }, type: 'Patient' }],
    ],
    [
      'no contained resource',
      { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }], subject: { reference: '#p' } },
      'subject',
      [],
    ],
    ['a subject that is a patient', { resourceType: 'Observation', subject: { reference: 'Group/1' } }, 'patient', []],
    [
      'a canonical, with and without version',
      { resourceType: 'QuestionnaireResponse', questionnaire: 'http://a/q|2' },
      'questionnaire',
      [{ url: 'http://a/q|2' }, { url: 'http://a/q' }],
    ],
    [
      'a period with an open start',
      { resourceType: 'Encounter', period: { end: '2026-11-22' } },
      'date',
      [{ from: OPEN_START, to: '2026-11-22T16:00:00.000Z' }],
    ],
    [
      'a period with an open end',
      { resourceType: 'Encounter', period: { start: '2026-11-22T08:00:00+08:00' } },
      'date',
      [{ from: '2026-11-22T00:00:00.000Z', to: OPEN_END }],
    ],
    [
      'the outer limits of a timing',
      { resourceType: 'Observation', effectiveTiming: { event: ['2026-03-01', '2026-01-01'] } },
      'date',
      [{ from: '2025-12-31T16:00:00.000Z', to: '2026-03-01T16:00:00.000Z' }],
    ],
    [
      'a Chinese name, its parts and the whole',
      { resourceType: 'Patient', name: [{ family: '王', given: ['小明'] }] },
      'name',
      [{ value: '王' }, { value: '小明' }, { value: '王小明' }],
    ],
    [
      'a name with accents',
      { resourceType: 'Patient', name: [{ family: 'MÜLLER', given: ['José  Luis'] }] },
      'name',
      [{ value: 'muller' }, { value: 'jose luis' }, { value: 'jose luis muller' }],
    ],
    [
      'an address, its parts',
      { resourceType: 'Patient', address: [{ line: ['１ Main St'], city: 'Épinal', use: 'home' }] },
      'address',
      [{ value: '1 main st' }, { value: 'epinal' }],
    ],
    ['a uri', { resourceType: 'Observation', meta: { profile: ['http://a/p'] } }, '_profile', [{ value: 'http://a/p' }]],
    ['a tag', { resourceType: 'Basic', meta: { tag: [{ system: 's', code: 'c' }] } }, '_tag', [{ system: 's', code: 'c' }]],
    ['its id', { resourceType: 'Basic', id: 'b' }, '_id', [{ system: undefined, code: 'b' }]],
    [
      'its last change',
      { resourceType: 'Basic', meta: { lastUpdated: '2026-11-22T00:00:00.123Z' } },
      '_lastUpdated',
      [{ from: '2026-11-22T00:00:00.123Z', to: '2026-11-22T00:00:00.124Z' }],
    ],
    ['a string that is a name of nobody', { resourceType: 'Patient', name: [{ given: [null, '  '] }] }, 'name', []],
  ])('%s', (_what, resource, param, expected) => {
    expect(of(resource, param)).toEqual(expected);
  });

  test('parameters that are not extracted say so', () => {
    const unsupported = [...searchParameters('Observation').values()]
      .filter((parameter) => !parameter.supported)
      .map((parameter) => parameter.type);
    expect(new Set(unsupported)).toEqual(new Set(['composite', 'quantity', 'string', 'token']));
    expect(searchParameters('Observation').get('_content')?.supported).toBe(false);
    expect(searchParameters('Nothing').size).toBe(0);
  });
});

describe('strings compare without case, width and accents', () => {
  test.each([
    ['Straße', 'straße'],
    ['ＡＢＣ　１２', 'abc 12'],
    ['  Ann \t Lee ', 'ann lee'],
    ['北京市', '北京市'],
    ['が', 'か'],
    ['Ǆ', 'dz'],
  ])('%s as %s', (text, expected) => {
    expect(normaliseString(text)).toBe(expected);
  });
  test('twice as once', () => {
    for (const text of ['É', 'İ', 'ﬁ', 'Å', '한글']) expect(normaliseString(normaliseString(text))).toBe(normaliseString(text));
  });
});

describe('to whom a resource belongs', () => {
  test.each<readonly [string, { resourceType: string; id?: string } & Record<string, unknown>, string | undefined]>([
    ['a Patient to itself', { resourceType: 'Patient', id: 'p' }, 'p'],
    [
      'an Observation to its subject, not to the patient who made it',
      { resourceType: 'Observation', performer: [{ reference: 'Patient/q' }], subject: { reference: 'Patient/p' } },
      'p',
    ],
    [
      'an Observation without subject to the patient who made it',
      { resourceType: 'Observation', performer: [{ reference: 'Patient/q' }] },
      'q',
    ],
    [
      'a Coverage to its beneficiary',
      { resourceType: 'Coverage', payor: [{ reference: 'Patient/q' }], beneficiary: { reference: 'Patient/p' } },
      'p',
    ],
    [
      'an Appointment to the patient who comes',
      { resourceType: 'Appointment', participant: [{ actor: { reference: 'Practitioner/x' } }, { actor: { reference: 'Patient/p' } }] },
      'p',
    ],
    ['a Task to the patient for whom it is', { resourceType: 'Task', for: { reference: 'Patient/p' } }, 'p'],
    ['an ImagingStudy to its subject', { resourceType: 'ImagingStudy', subject: { reference: 'Patient/p' } }, 'p'],
    [
      'a Provenance to the patient among its targets',
      { resourceType: 'Provenance', target: [{ reference: 'Observation/o' }, { reference: 'Patient/p' }] },
      'p',
    ],
    ['a Group to nobody', { resourceType: 'Group', member: [{ entity: { reference: 'Patient/p' } }] }, undefined],
    ['an Organization to nobody', { resourceType: 'Organization', name: 'a' }, undefined],
    [
      'a resource about a patient elsewhere to nobody here',
      { resourceType: 'Observation', subject: { reference: 'http://a.example/Patient/p' } },
      undefined,
    ],
  ])('%s', (_what, resource, patient) => {
    expect(patientOf(resource)).toBe(patient);
    expect(patientOf(resource, extractSearchValues(resource))).toBe(patient);
  });
});
