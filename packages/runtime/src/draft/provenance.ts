import { AIAST, HTEST } from '@consilium/fhir';
import type { Signature as FhirSignature, Provenance, ProvenanceAgent, ProvenanceEntity } from 'fhir/r4.js';
import type { Signature, TaskTrigger } from '../task/task.ts';

const AGENT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** Purpose of a signature. @see ASTM E1762, urn:iso-astm:E1762-95:2013 */
const SIGNATURE_TYPE = { system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' };

/** What a draft came from: a version of a resource, or the images by the digest over all of them. */
export function inputEntities(trigger: TaskTrigger, versions: readonly string[]): ProvenanceEntity[] {
  const derived = (what: ProvenanceEntity['what']): ProvenanceEntity => ({ role: 'derivation', what });
  return [
    ...versions.map((reference) => derived({ reference })),
    ...(trigger.kind === 'series'
      ? [
          derived({
            identifier: { system: 'urn:consilium:sha-256', value: trigger.instancesDigest },
            display: `${trigger.instances} SOP instances of series ${trigger.seriesInstanceUid}`,
          }),
        ]
      : []),
  ];
}

export interface ProvenanceInput {
  readonly id: string;
  readonly targets: readonly string[];
  readonly device: string;
  readonly deviceDisplay: string;
  readonly trigger: TaskTrigger;
  readonly versions: readonly string[];
  readonly simulated: boolean;
}

/** Who made a draft, from what. @see HL7 AI Transparency on FHIR 1.0.0-ballot, AIProvenance */
export function draftProvenance(input: ProvenanceInput): Provenance & { id: string } {
  const entity = inputEntities(input.trigger, input.versions);
  return {
    resourceType: 'Provenance',
    id: input.id,
    meta: { security: [AIAST], ...(input.simulated && { tag: [HTEST] }) },
    target: input.targets.map((reference) => ({ reference })),
    recorded: new Date().toISOString(),
    reason: [{ coding: [AIAST] }],
    agent: [
      {
        type: { coding: [{ system: AGENT_TYPE, code: 'author', display: 'Author' }] },
        role: [{ coding: [{ system: 'urn:consilium:agent-role', code: 'Artificial-Intelligence' }] }],
        who: { reference: `Device/${input.device}`, display: input.deviceDisplay },
      },
    ],
    ...(entity.length > 0 && { entity }), // a scheduled run may have no input but the time
  };
}

/** The same with its signers, and with the versions that people changed. */
export function signedProvenance(
  provenance: Provenance & { id: string },
  signatures: readonly Signature[],
  edited: readonly string[],
): Provenance & { id: string } {
  const agents = signatures.map(
    ({ role, practitioner, display }): ProvenanceAgent => ({
      type: { coding: [{ system: AGENT_TYPE, code: 'verifier', display: 'Verifier' }] },
      role: [{ coding: [{ system: 'urn:consilium:role', code: role }] }],
      who: { reference: `Practitioner/${practitioner}`, display },
    }),
  );
  const seals = signatures.map(
    ({ practitioner, display, digest, signed_at }): FhirSignature => ({
      type: [SIGNATURE_TYPE],
      when: signed_at.toISOString(),
      who: { reference: `Practitioner/${practitioner}`, display },
      targetFormat: 'application/fhir+json',
      sigFormat: 'application/vnd.consilium.sha-256', // the digest of what was signed
      data: Buffer.from(digest, 'hex').toString('base64'),
    }),
  );
  const revisions = edited.map((reference): ProvenanceEntity => ({ role: 'revision', what: { reference } }));
  const entity = [...(provenance.entity ?? []), ...revisions];
  return {
    ...provenance,
    agent: [...provenance.agent.filter((agent) => agent.who.reference?.startsWith('Device/')), ...agents],
    signature: seals,
    ...(entity.length > 0 && { entity }),
  };
}
