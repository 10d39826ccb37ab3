import { setTimeout as sleep } from 'node:timers/promises';
import { decline, defineService, draft, onResource, type ResourceRunInput } from '@consilium/contract';
import type { FhirResource, Observation } from 'fhir/r4.js';

/** Does what the value of the Observation says, most of it forbidden. */
export default defineService<ResourceRunInput>({
  name: 'misbehave',
  version: '1.0.0',
  scenario: 'S92',
  title: { zh: '违规', en: 'Misbehave' },
  deviceClass: 'none',
  trigger: onResource({ type: 'Observation', where: "code.text = 'misbehave'" }),
  reads: ['Observation', 'Condition.code'],
  drafts: ['Observation', 'RiskAssessment', 'DocumentReference'],
  signatures: ['physician'],
  limits: { seconds: 20, memoryMB: 300 },
  async run({ resource, patient, record }) {
    const way = (resource as Observation).valueString ?? '';
    const observation = (change: object = {}): FhirResource =>
      ({
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'result' },
        subject: { reference: `Patient/${patient.id}` },
        valueString: record.map((other) => JSON.stringify(other)).join() || 'none',
        ...change,
      }) as FhirResource;
    const made = (...resources: FhirResource[]) =>
      draft({
        summary: { zh: '结果', en: 'result' },
        priority: 'urgent',
        checks: [],
        dicom: [],
        resources: resources.map((r, i) => ({ fullUrl: `urn:uuid:00000000-0000-4000-8000-00000000000${i}`, resource: r })),
      });
    switch (way) {
      case 'decline':
        return decline({ zh: '不适用', en: 'not applicable' });
      case 'throw':
        throw new Error('the model file is broken');
      case 'other-patient':
        return made(observation({ subject: { reference: 'Patient/other' } }));
      case 'no-patient':
        return made(observation({ subject: undefined }));
      case 'other-reference':
        return made(observation({ derivedFrom: [{ reference: 'Observation/of-someone-else' }] }));
      case 'order':
        return made({
          resourceType: 'MedicationRequest',
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: { text: 'x' },
          subject: { reference: `Patient/${patient.id}` },
        });
      case 'contained':
        return made(
          observation({
            contained: [
              {
                resourceType: 'MedicationRequest',
                id: 'm',
                status: 'active',
                intent: 'order',
                medicationCodeableConcept: { text: 'x' },
                subject: { reference: `Patient/${patient.id}` },
              },
            ],
          }),
        );
      case 'turned-round':
        return made(observation({ modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }));
      case 'link':
        return made({
          resourceType: 'DocumentReference',
          status: 'current',
          subject: { reference: `Patient/${patient.id}` },
          content: [{ attachment: { contentType: 'text/html', url: 'https://example.org/?patient=1' } }],
        });
      case 'invalid':
        return made(observation({ nonsense: 1 }));
      case 'claims':
        return made(observation({ status: 'final', id: 'chosen', meta: { security: [], tag: [] }, performer: [{ display: 'Dr. Wang' }] }));
      case 'empty':
        return made();
      case 'slow':
        await sleep(6000);
        return made(observation());
      default:
        return made(observation());
    }
  },
});
