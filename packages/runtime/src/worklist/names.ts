import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { HTEST } from '@consilium/fhir';
import { searchResources } from '@consilium/record';
import type { FhirResource, HumanName, Organization, Patient } from 'fhir/r4.js';
import type { WorklistItem } from './worklist-item.ts';

/** Names of the patients and organisations on a page. */
export interface Names {
  patient(id: string): NonNullable<WorklistItem['patient']>;
  organization(id: string): string;
}

/** Ids in one search. */
const CHUNK = 100;

/** Reads them in few searches, as the caller: whose patient may not be read keeps only an id. */
export async function readNames(
  context: AccessContext,
  transaction: Transaction,
  ids: { readonly patients: Iterable<string | null>; readonly organizations: Iterable<string> },
): Promise<Names> {
  const patients = await byId<Patient>(context, transaction, 'Patient', ids.patients);
  const organizations = await byId<Organization>(context, transaction, 'Organization', ids.organizations);
  return {
    patient(id) {
      const patient = patients.get(id);
      if (!patient) return { id, name: id, simulated: false };
      const { gender, birthDate, meta } = patient;
      return {
        id,
        name: nameOf(patient.name),
        ...(gender && { gender }),
        ...(birthDate && { birthDate }),
        simulated: meta?.tag?.some(({ system, code }) => system === HTEST.system && code === HTEST.code) ?? false,
      };
    },
    organization: (id) => organizations.get(id)?.name ?? id,
  };
}

async function byId<T extends FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  type: T['resourceType'],
  wanted: Iterable<string | null>,
): Promise<ReadonlyMap<string, T>> {
  const ids = [...new Set(wanted)].filter((id): id is string => id !== null && /^[A-Za-z0-9.-]{1,64}$/.test(id));
  const found = new Map<string, T>();
  for (let at = 0; at < ids.length; at += CHUNK) {
    const { resources } = await searchResources<T>(
      context,
      transaction,
      type,
      `_id=${ids.slice(at, at + CHUNK).join(',')}&_count=${CHUNK}`,
    );
    for (const resource of resources) if (resource.id) found.set(resource.id, resource);
  }
  return found;
}

/** A name as it is spoken: `王秀英`, `Ada Lovelace`; in Chinese characters where there are any. */
function nameOf(names: readonly HumanName[] | undefined): string {
  const spoken = (names ?? []).map(
    ({ text, family = '', given = [] }) => text ?? (isHan(family) ? family + given.join('') : [...given, family].filter(Boolean).join(' ')),
  );
  return spoken.find(isHan) ?? spoken[0] ?? '';
}
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
