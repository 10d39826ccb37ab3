import type { HumanName, Patient } from 'fhir/r4.js';
import type { Identity } from './identity.ts';

const REPRESENTATION = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';
/** @see HL7 v3 EntityNameUseR2: alphabetic, ideographic, syllabic */
const GROUPS = ['ABC', 'IDE', 'SYL'] as const;
const GENDER: Readonly<Record<string, Patient['gender']>> = { M: 'male', F: 'female', O: 'other' };

/** The patient whom an object describes, for a record that does not know them yet. */
export function patientResource(identity: Identity, organization: string, simulated: boolean): Patient {
  const gender = identity.sex ? (GENDER[identity.sex.trim().toUpperCase()] ?? 'unknown') : undefined;
  const names = (identity.name ?? '').split('=').flatMap((group, index) => humanName(group, index) ?? []);
  return {
    resourceType: 'Patient',
    ...(simulated ? { meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] } } : {}),
    identifier: [{ system: identity.system, value: identity.patientId }],
    active: true,
    ...(names.length > 0 ? { name: names } : {}),
    ...(gender ? { gender } : {}),
    ...(isDate(identity.birthDate)
      ? { birthDate: `${identity.birthDate.slice(0, 4)}-${identity.birthDate.slice(4, 6)}-${identity.birthDate.slice(6)}` }
      : {}),
    managingOrganization: { reference: `Organization/${organization}` },
  };
}

/** One component group: family^given^middle^prefix^suffix. @see DICOM PS3.5 section 6.2.1.1 */
function humanName(group: string, index: number): HumanName | undefined {
  const [family, given, middle, prefix, suffix] = group.split('^').map((component) => component.trim());
  const ideographic = /\p{Script=Han}/u.test(group);
  const givens = [given, middle].filter((part): part is string => Boolean(part));
  const text = ideographic ? [family, ...givens].join('') : [prefix, ...givens, family, suffix].filter(Boolean).join(' ');
  if (!text) return undefined;
  return {
    extension: [{ url: REPRESENTATION, valueCode: ideographic ? 'IDE' : (GROUPS[index] ?? 'ABC') }],
    text,
    ...(family ? { family } : {}),
    ...(givens.length > 0 ? { given: givens } : {}),
    ...(prefix ? { prefix: [prefix] } : {}),
    ...(suffix ? { suffix: [suffix] } : {}),
  };
}

function isDate(date: string | undefined): date is string {
  if (!date) return false;
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
}
