import {
  type AccessContext,
  createConsortium,
  createOrganization,
  createUser,
  listConsortia,
  listUsers,
  type Role,
  registerAeTitle,
  systemContext,
} from '@consilium/access';
import { storeInstance } from '@consilium/archive';
import { processBundle, readResource } from '@consilium/record';
import { decisionsOn, EVERY_ORGANIZATION, setState } from '@consilium/registry';
import { CONSORTIUM, INSTITUTIONS, phantomStudies, STAFF, simulateCounty } from '@consilium/simulate';
import type { Foundation } from './foundation.ts';

/** Signs every demonstration user in; exists only where demonstration is allowed. */
export const DEMO_PASSWORD = 'qinghe-demo';

export interface SeedOptions {
  readonly residents: number;
  readonly seed: number;
  readonly onProgress?: (share: number, step: { readonly zh: string; readonly en: string }) => void;
  readonly signal?: AbortSignal;
}

const context = (): AccessContext => systemContext(CONSORTIUM.id, 'county-hospital', 'simulate');

/** True when nobody has been here: no consortium at all. */
export const isEmpty = ({ database }: Foundation): Promise<boolean> =>
  database.platformTransaction(async (t) => (await listConsortia(t)).length === 0);

/** True where the simulated consortium stands, made by an earlier start or by `consilium simulate`. */
export const isSimulated = ({ database }: Foundation): Promise<boolean> =>
  database.platformTransaction(async (t) => (await listConsortia(t)).some(({ id }) => id === CONSORTIUM.id));

/** Makes the consortium, its staff's sign-ins and its scanners' AE titles, so that people can sign in while the rest follows. */
export async function seedPeople({ database }: Foundation): Promise<void> {
  await database.platformTransaction(async (t) => {
    await createConsortium(t, { id: CONSORTIUM.id, name: { zh: CONSORTIUM.zh, en: CONSORTIUM.en } });
  });
  await database.transaction({ consortium: CONSORTIUM.id }, async (t) => {
    for (const { id, zh, en, aeTitles } of INSTITUTIONS) {
      await createOrganization(t, { consortium: CONSORTIUM.id, id, name: { zh, en } });
      for (const aeTitle of aeTitles) await registerAeTitle(t, { consortium: CONSORTIUM.id, organization: id, aeTitle });
    }
    const known = new Set((await listUsers(t, CONSORTIUM.id)).map((user) => user.name));
    for (const member of STAFF) {
      if (known.has(member.userName)) continue;
      await createUser(t, {
        consortium: CONSORTIUM.id,
        name: member.userName,
        displayName: { zh: member.family + member.given, en: member.en },
        practitioner: member.practitioner,
        organization: member.organization,
        roles: member.roles as Role[],
        password: DEMO_PASSWORD,
        demo: true,
      });
    }
  });
}

/** Lets the county's people see the drafts of services about which nobody has decided yet: for research, marked so, never billed. */
export async function allowResearch(
  { database }: Foundation,
  versions: readonly { readonly name: string; readonly version: string }[],
): Promise<void> {
  const asSystem = context();
  await database.transaction(asSystem, async (t) => {
    for (const { name: service, version } of versions) {
      if ((await decisionsOn(asSystem, t, service, version)).length === 0)
        await setState(asSystem, t, {
          service,
          version,
          organization: EVERY_ORGANIZATION,
          state: 'research',
          reason: 'simulated county: drafts are shown for research',
        });
    }
  });
}

/** Writes the county into the record and sends its phantoms through the archive. Begun again after a crash, it goes on where it stopped. */
export async function seedCounty({ database, archive }: Foundation, { residents, seed, onProgress, signal }: SeedOptions): Promise<void> {
  const asSystem = context();
  const phantoms = phantomStudies(seed);
  const total = residents + 1 + phantoms.length * 20;
  let done = 0;
  for (const bundle of simulateCounty({ residents, seed })) {
    signal?.throwIfAborted();
    await database.transaction(asSystem, async (t) => {
      const first = bundle.entry?.[0]?.resource;
      if (first?.id && (await exists(asSystem, t, first.resourceType, first.id))) return;
      await processBundle(asSystem, t, bundle);
    });
    onProgress?.(++done / total, { zh: '居民档案', en: 'residents' });
  }
  for (const study of phantoms) {
    for (const instance of study.instances) {
      signal?.throwIfAborted();
      await storeInstance(asSystem, archive, instance, { receivedFrom: 'simulate', simulated: true });
    }
    done += 20;
    onProgress?.(done / total, { zh: '体模影像', en: 'phantom images' });
  }
}

async function exists(asSystem: AccessContext, t: Parameters<typeof readResource>[1], type: string, id: string): Promise<boolean> {
  try {
    await readResource(asSystem, t, type as 'Patient', id);
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return false;
    throw error;
  }
}
