import type { Patient } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { project } from './project.ts';

const patient: Patient = {
  resourceType: 'Patient',
  id: 'p',
  birthDate: '1955-02',
  gender: 'female',
  name: [{ family: '王', given: ['芳'] }, { family: 'Wang' }],
};

test('a path gives only that element, with type and id', () => {
  expect(project(patient, ['Patient.birthDate', 'ImagingStudy'])).toEqual({ resourceType: 'Patient', id: 'p', birthDate: '1955-02' });
});
test('paths into a list keep its order', () => {
  expect(project(patient, ['Patient.name.family', 'Patient.name.given'])).toEqual({
    resourceType: 'Patient',
    id: 'p',
    name: [{ family: '王', given: ['芳'] }, { family: 'Wang' }],
  });
});
test('a type named whole is given whole', () => expect(project(patient, ['Patient'])).toBe(patient));
test('a type that is not named is not given', () => expect(project(patient, ['Observation'])).toBeUndefined());
