import type { Database } from '@consilium/database';
import { findUserById, type User } from './users.ts';

/** How long a change of a user (disabled, new roles) may take to reach open sessions. */
const KEPT_MS = 3_000;
const KEPT_USERS = 5_000;

export type KnownUser = User & { readonly tokensFrom: number };

/** Users by id, each read at most once in a few seconds however many requests come. */
export class UserCache {
  readonly #database: Database;
  readonly #kept = new Map<string, { readonly until: number; readonly user: Promise<KnownUser | undefined> }>();

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<KnownUser | undefined> {
    const kept = this.#kept.get(id);
    if (kept && kept.until > Date.now()) return kept.user;
    const user = this.#database.platformTransaction((transaction) => findUserById(transaction, id));
    this.#kept.delete(id);
    this.#kept.set(id, { until: Date.now() + KEPT_MS, user });
    user.catch(() => this.#kept.delete(id)); // a failed look-up is not an answer
    if (this.#kept.size > KEPT_USERS) this.#kept.delete(this.#kept.keys().next().value as string);
    return user;
  }
}
