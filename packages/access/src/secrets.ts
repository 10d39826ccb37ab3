import { randomBytes } from 'node:crypto';
import type { Database } from '@consilium/database';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The one algorithm by which tokens are signed. */
export const SIGNING_ALGORITHM = 'ES256';

export interface Secrets {
  /** Private signing keys; the first signs. */
  readonly signingKeys: readonly JWK[];
  /** The first signs cookies, all verify. */
  readonly cookieKeys: readonly string[];
}

/** The keys of this installation, made at the first call; servers that start at once agree on one set. */
export async function loadSecrets(database: Database): Promise<Secrets> {
  return {
    signingKeys: await load(database, 'signing-keys', async () => [await newSigningKey()]),
    cookieKeys: await load(database, 'cookie-keys', async () => [randomBytes(32).toString('base64url')]),
  };
}

async function load<T>(database: Database, name: string, make: () => Promise<T>): Promise<T> {
  return database.platformTransaction(async (transaction) => {
    const read = async (): Promise<T | undefined> =>
      (await transaction.query<{ value: T }>('SELECT value FROM access.secret WHERE name = $1', [name])).rows[0]?.value;
    const kept = await read();
    if (kept !== undefined) return kept;
    await transaction.query('INSERT INTO access.secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      name,
      JSON.stringify(await make()),
    ]);
    return (await read()) as T; // ours, or that of the server that was faster
  });
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('base64url'), alg: SIGNING_ALGORITHM, use: 'sig' };
}
