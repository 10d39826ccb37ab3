import { listConsortia, systemContext } from '@consilium/access';
import type { Database, Transaction } from '@consilium/database';
import { type Change, followHistory } from '@consilium/record';

export interface Following {
  stop(): Promise<void>;
}

/** How often new consortia are looked for; a write in one is noticed at once. */
const LOOK_MS = 5000;

/** Follows the history of every consortium, those made later included. */
export async function followConsortia(
  database: Database,
  types: readonly string[],
  onChange: (change: Change, transaction: Transaction, consortium: string) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<Following> {
  const stopping = new AbortController();
  const followers = new Map<string, Promise<void>>();
  const follow = (consortium: string): void => {
    if (followers.has(consortium) || stopping.signal.aborted) return;
    const running = followHistory(database, {
      consumer: 'runtime',
      consortium,
      types,
      onChange: (change, transaction) => onChange(change, transaction, consortium),
      signal: stopping.signal,
      onError,
    }).catch((error) => {
      onError(error);
      followers.delete(consortium); // the next look starts it again
    });
    followers.set(consortium, running);
  };
  const look = async (): Promise<void> => {
    for (const { id } of await database.platformTransaction((transaction) => listConsortia(transaction))) follow(id);
  };
  await look();
  const unlisten = await database.listen('record', (consortium) =>
    consortium === '' ? void look().catch(onError) : followers.has(consortium) || void look().catch(onError),
  );
  const timer = setInterval(() => void look().catch(onError), LOOK_MS);
  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await unlisten();
      await Promise.allSettled(followers.values());
    },
  };
}

/** The platform acting for the organisation where something was written. */
export const followerContext = (consortium: string, organization: string | undefined) =>
  systemContext(consortium, organization ?? '', 'runtime');
