/** Roles a person can hold in an organisation. One role, one file would be too much: this list is the vocabulary. */
export const ROLES = [
  'reporting-physician',
  'reviewing-physician',
  'physician',
  'village-doctor',
  'nurse',
  'technologist',
  'pharmacist',
  'laboratory-physician',
  'epidemiologist',
  'medical-affairs',
  'information-security',
  'ethics',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** Who does something: a person, a version of an AI service, or the platform itself (seeding, followers). */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly display: string; readonly practitioner: string }
  | { readonly kind: 'service'; readonly id: string; readonly display: string; readonly device: string }
  | { readonly kind: 'system'; readonly id: string; readonly display: string };

/** Purpose of use. @see HL7 v3 ActReason, PurposeOfUse */
export type Purpose = 'TREAT' | 'HOPERAT' | 'PUBHLTH' | 'HRESCH' | 'HSYSADMIN' | 'PATRQT';

/**
 * Who asks, for which organisation, in which role, for which purpose: the first argument of every call that touches
 * data. There is no ambient user.
 */
export interface AccessContext {
  /** Id of the consortium: the tenant. */
  readonly consortium: string;
  /** `Organization` id on whose behalf this is done. */
  readonly organization: string;
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly purpose: Purpose;
  readonly breakGlass: boolean;
  readonly requestId: string;
}
