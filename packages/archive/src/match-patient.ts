import { type AccessContext, systemContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { createResource, searchResources } from '@consilium/record';
import type { Patient } from 'fhir/r4.js';
import { contradiction, type Identity, identityKey } from './identity.ts';
import { patientResource } from './patient-resource.ts';

/** Whose an object is, or why a person must say so. */
export type Match =
  | { readonly patient: string }
  | { readonly conflict: 'patient-identity'; readonly patient: string; readonly reason: string };

/**
 * Finds the patient of the record whom an identity means, or makes one. The same identifier with another name or another
 * birth date is a conflict, never merged and never a second patient by itself.
 */
export async function matchPatient(
  context: AccessContext,
  transaction: Transaction,
  identity: Identity,
  options: { readonly simulated: boolean },
): Promise<Match> {
  // two associations may bring the same new patient at the same moment
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `archive.patient ${context.consortium} ${identity.system} ${identity.patientId}`,
  ]);
  const decided = await transaction.query<{ patient: string }>(
    'SELECT patient FROM archive.identity WHERE consortium = $1 AND identity_key = $2',
    [context.consortium, identityKey(identity)],
  );
  if (decided.rows[0]) return { patient: decided.rows[0].patient };
  const { resources } = await searchResources(
    registrar(context),
    transaction,
    'Patient',
    new URLSearchParams({ identifier: `${identity.system}|${escapeToken(identity.patientId)}`, _count: '20' }),
  );
  let conflict: Match | undefined;
  for (const resource of resources) {
    const patient = resource as Patient & { id: string };
    const reason = contradiction(identity, patient);
    if (!reason) return { patient: patient.id };
    conflict ??= { conflict: 'patient-identity', patient: patient.id, reason };
  }
  return conflict ?? { patient: await createPatient(context, transaction, identity, options) };
}

/** Makes a patient of an identity. */
export async function createPatient(
  context: AccessContext,
  transaction: Transaction,
  identity: Identity,
  options: { readonly simulated: boolean },
): Promise<string> {
  const created = await createResource(registrar(context), transaction, patientResource(identity, context.organization, options.simulated));
  return (created as { id: string }).id;
}

/** Who may store images need not be allowed to write the record: the archive registers the patient for them. */
const registrar = (context: AccessContext): AccessContext => ({
  ...systemContext(context.consortium, context.organization, 'archive'),
  requestId: context.requestId,
});

/** @see FHIR R4 search.html#escaping */
const escapeToken = (value: string): string => value.replace(/[\\$,|]/g, (character) => `\\${character}`);
