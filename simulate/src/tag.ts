import type { Resource } from 'fhir/r4.js';

/** Test data are marked as such, and every page that shows them says so. @see HL7 v3 ActReason, HTEST */
export const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' } as const;

export const simulated = <R extends Resource>(resource: R): R => ({ ...resource, meta: { ...resource.meta, tag: [{ ...HTEST }] } });
