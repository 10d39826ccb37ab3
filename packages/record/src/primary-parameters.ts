import { searchParameters } from '@consilium/fhir';

/** The date parameter by which a type is mostly sorted, where it is not called `date`. */
const PRIMARY_DATE: Readonly<Record<string, string>> = {
  Appointment: 'date',
  Claim: 'created',
  Condition: 'onset-date',
  ExplanationOfBenefit: 'created',
  Goal: 'start-date',
  ImagingStudy: 'started',
  MedicationAdministration: 'effective-time',
  MedicationDispense: 'whenhandedover',
  MedicationRequest: 'authoredon',
  MedicationStatement: 'effective',
  Patient: 'birthdate',
  Provenance: 'recorded',
  ServiceRequest: 'authored',
  Specimen: 'collected',
  Task: 'authored-on',
};

/**
 * Types whose subject is at most one, with the parameter of their code: for them "this patient's values of this code,
 * newest first" is one index range.
 */
const PRIMARY_CODE: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'code',
  Condition: 'code',
  DiagnosticReport: 'code',
  Immunization: 'vaccine-code',
  MedicationAdministration: 'code',
  MedicationRequest: 'code',
  MedicationStatement: 'code',
  Observation: 'code',
  Procedure: 'code',
  ServiceRequest: 'code',
};

export const primaryCode = (type: string): string | undefined => PRIMARY_CODE[type];

export function primaryDate(type: string): string | undefined {
  const code = PRIMARY_DATE[type] ?? 'date';
  return searchParameters(type).get(code)?.type === 'date' ? code : undefined;
}

/** Parameters that name the one patient of a type listed in PRIMARY_CODE. */
export const isSubject = (code: string): boolean => code === 'patient' || code === 'subject';
