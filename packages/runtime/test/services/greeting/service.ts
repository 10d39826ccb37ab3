import { cards, defineService, onHook } from '@consilium/contract';
import type { Patient } from 'fhir/r4.js';

/** Greets a patient whose record is opened; says what it was given. */
export default defineService({
  name: 'greeting',
  version: '1.0.0',
  scenario: 'S24',
  title: { zh: '问候', en: 'Greeting' },
  deviceClass: 'none',
  trigger: onHook({ hook: 'patient-view', prefetch: { patient: 'Patient/{{context.patientId}}' } }),
  reads: ['Patient.birthDate'],
  drafts: [],
  signatures: [],
  limits: { seconds: 20, memoryMB: 300 },
  async run({ prefetch, hookInstance }) {
    const patient = prefetch.patient as Patient | undefined;
    return cards([
      {
        uuid: hookInstance,
        summary: patient ? `born ${patient.birthDate ?? 'unknown'}` : 'no patient',
        detail: Object.keys(patient ?? {}).join(),
        indicator: 'info',
        source: { label: 'Greeting' },
      },
    ]);
  },
});
