import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@consilium/database';
import { recordAudit } from './audit.ts';
import { verifyPassword } from './passwords.ts';
import { systemContext } from './system-context.ts';
import { beginAttempt, forgetFailures } from './throttle.ts';
import { findUserByName, normaliseUserName, passwordHashOf, type User } from './users.ts';

export type SignInResult =
  | { readonly user: User }
  | { readonly refused: 'wrong' | 'disabled' }
  | { readonly refused: 'wait'; readonly seconds: number };

/** A refusal takes this long at least, whatever it found: how long it takes tells nobody which users exist. */
const REFUSAL_MS = 400;

export interface SignInOptions {
  readonly database: Database;
  readonly demo: boolean;
  readonly address: string;
}

/** Checks a user name and password. Audited where the user exists; throttled by user and address. */
export async function signInWithPassword(options: SignInOptions, userName: string, password: string): Promise<SignInResult> {
  const { database, address } = options;
  const name = normaliseUserName(userName).slice(0, 64);
  const notBefore = sleep(REFUSAL_MS);
  const { waitSeconds } = await beginAttempt(database, name, address);
  if (waitSeconds > 0) {
    await notBefore;
    return { refused: 'wait', seconds: waitSeconds };
  }
  const [user, hash] = await database.platformTransaction(
    async (transaction) => [await findUserByName(transaction, name), await passwordHashOf(transaction, name)] as const,
  );
  const right = await verifyPassword(hash, password);
  const result: SignInResult =
    !right || !user || (user.demo && !options.demo) ? { refused: 'wrong' } : user.disabled ? { refused: 'disabled' } : { user };
  if (user) await auditSignIn(database, user, address, 'user' in result ? undefined : result.refused);
  if ('user' in result) await forgetFailures(database, name, address);
  else await notBefore;
  return result;
}

/** Signs a demonstration user in by one click; undefined where there is no such user or no demonstration. */
export async function signInDemoUser(options: SignInOptions, userName: string): Promise<User | undefined> {
  if (!options.demo) return undefined;
  const user = await options.database.platformTransaction((transaction) => findUserByName(transaction, userName));
  if (!user?.demo || user.disabled) return undefined;
  await auditSignIn(options.database, user, options.address, undefined);
  return user;
}

async function auditSignIn(database: Database, user: User, address: string, refused: string | undefined): Promise<void> {
  const context = systemContext(user.consortium, user.organization, 'sign-in');
  const event = { action: 'E', entity: `user/${user.name}`, outcome: refused ? 'refused' : 'success' } as const;
  await database.transaction(context, (transaction) =>
    recordAudit(context, transaction, [{ ...event, detail: `sign-in from ${address}${refused ? `: ${refused}` : ''}` }]),
  );
}
