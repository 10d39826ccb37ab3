import { hash, verify } from '@node-rs/argon2';

/** argon2id is 2 in the library's `const enum`, which type stripping cannot read. */
const ARGON2ID = 2;
/** @see OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), OPTIONS);

/** A hash that no password opens: verified for unknown users, so that they take as long as known ones. */
const decoy = hashPassword(crypto.randomUUID());

/** True when `password` is the one hashed; without a hash false, after the same work. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return right && passwordHash !== undefined;
}
