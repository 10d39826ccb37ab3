import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './configuration.ts';
import type { Foundation } from './foundation.ts';
import { allowResearch, isEmpty, isSimulated, seedCounty, seedPeople } from './seed.ts';

/** How far the first start's simulated county is. */
export interface SeedingState {
  readonly done: boolean;
  readonly share: number;
  readonly step: { readonly zh: string; readonly en: string };
}

export interface Seeding {
  state(): SeedingState;
  /** Resolves when the county stands; at once where there is nothing to do. */
  readonly finished: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Makes the simulated county behind a server that already answers: where demonstration is allowed and the database is
 * empty, or where an earlier start was stopped in the middle.
 */
export async function startSeeding(
  foundation: Foundation,
  configuration: Configuration,
  versions: readonly { readonly name: string; readonly version: string }[],
): Promise<Seeding> {
  const marker = join(configuration.home, 'seeding');
  const begun = await access(marker).then(
    () => true,
    () => false,
  );
  const needed = configuration.demo && (begun || (await isEmpty(foundation)));
  let state: SeedingState = { done: !needed, share: needed ? 0 : 1, step: { zh: '居民档案', en: 'residents' } };
  if (!needed && configuration.demo && (await isSimulated(foundation))) await allowResearch(foundation, versions);
  if (!needed) return { state: () => state, finished: Promise.resolve(), stop: async () => {} };

  await writeFile(marker, 'The simulated county is being made; removed when it stands.\n');
  await seedPeople(foundation);
  await allowResearch(foundation, versions);
  const stopping = new AbortController();
  const finished = seedCounty(foundation, {
    residents: configuration.residents,
    seed: 1,
    signal: stopping.signal,
    onProgress: (share, step) => {
      state = { done: false, share, step };
    },
  }).then(async () => {
    await rm(marker, { force: true });
    state = { done: true, share: 1, step: state.step };
  });
  return {
    state: () => state,
    finished,
    stop: async () => {
      stopping.abort(new Error('stopped'));
      await finished.catch(() => {});
    },
  };
}
