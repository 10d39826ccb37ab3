import { randomUUID } from 'node:crypto';
import type { Transaction } from '@consilium/database';
import { ROLES, type Role } from './access-context.ts';
import { AccessError } from './errors.ts';
import { hashPassword } from './passwords.ts';
import { type Text, toText } from './text.ts';

export interface User {
  readonly id: string;
  readonly consortium: string;
  readonly name: string;
  readonly displayName: Text;
  /** `Practitioner` id in the record. */
  readonly practitioner: string;
  readonly organization: string;
  /** The main role first. */
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** A demonstration user: without demonstration mode it can neither sign in nor use a token. */
  readonly demo: boolean;
}

export interface NewUser {
  readonly consortium: string;
  /** What is typed at sign-in; unique over all consortia, case does not count. */
  readonly name: string;
  readonly displayName: string | Text;
  readonly practitioner: string;
  readonly organization: string;
  readonly roles: readonly Role[];
  readonly password: string;
  /** Makes a demonstration user, whose password the sign-in page may show. */
  readonly demo?: boolean;
}

const MIN_PASSWORD_LENGTH = 8; // NIST SP 800-63B-4, 3.1.1.2: with throttling; no rules of composition

/** Names are compared as people see them: width and case do not count. */
export const normaliseUserName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** @throws AccessError `invalid` (name, role, password), `duplicate` when the name is taken */
export async function createUser(transaction: Transaction, user: NewUser): Promise<User> {
  const name = normaliseUserName(user.name);
  if (!/^[\p{L}\p{N}._@-]{1,64}$/u.test(name))
    throw new AccessError('invalid', `user name "${user.name}": use 1 to 64 letters, digits, and . _ @ -`);
  if (user.roles.length === 0) throw new AccessError('invalid', `user ${name} has no role: give at least one of ${ROLES.join(', ')}`);
  for (const role of user.roles)
    if (!ROLES.includes(role)) throw new AccessError('invalid', `role "${role}" is unknown: use one of ${ROLES.join(', ')}`);
  checkPassword(user.password);
  const id = randomUUID();
  const displayName = toText(user.displayName);
  const inserted = await transaction.query(
    `INSERT INTO access."user" (id, consortium, name, display_name, practitioner, password_hash, demo_password)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING`,
    [id, user.consortium, name, displayName, user.practitioner, await hashPassword(user.password), user.demo ? user.password : null],
  );
  if (inserted.rowCount === 0) throw new AccessError('duplicate', `user name "${name}" is taken: choose another`);
  const roles = [...new Set(user.roles)];
  await transaction.query(
    `INSERT INTO access.membership (consortium, user_id, organization, role, position)
     SELECT $1, $2, $3, r.role, r.position FROM unnest($4::text[]) WITH ORDINALITY AS r (role, position)`,
    [user.consortium, id, user.organization, roles],
  );
  const { consortium, practitioner, organization, demo = false } = user;
  return { id, consortium, name, displayName, practitioner, organization, roles, disabled: false, demo };
}

/** The users of one consortium by name; in a platform transaction without `consortium`, of all. */
export async function listUsers(transaction: Transaction, consortium?: string): Promise<User[]> {
  return selectUsers(transaction, '($1::text IS NULL OR u.consortium = $1) ORDER BY u.name', consortium ?? null);
}

export async function findUserByName(transaction: Transaction, name: string): Promise<User | undefined> {
  return (await selectUsers(transaction, 'u.name = $1', normaliseUserName(name)))[0];
}

/** With the moment (ms since 1970) before which the user's tokens are void. */
export async function findUserById(transaction: Transaction, id: string): Promise<(User & { readonly tokensFrom: number }) | undefined> {
  const [user] = await selectUsers(transaction, 'u.id = $1', id);
  if (!user) return undefined;
  const { rows } = await transaction.query<{ ms: number }>(
    `SELECT CASE WHEN isfinite(tokens_from) THEN extract(epoch FROM tokens_from) * 1000 ELSE 0 END::float8 AS ms FROM access."user" WHERE id = $1`,
    [id],
  );
  return { ...user, tokensFrom: rows[0]?.ms ?? 0 };
}

/** Only for checking a password. */
export async function passwordHashOf(transaction: Transaction, name: string): Promise<string | undefined> {
  const { rows } = await transaction.query<{ hash: string }>('SELECT password_hash AS hash FROM access."user" WHERE name = $1', [
    normaliseUserName(name),
  ]);
  return rows[0]?.hash;
}

/** Takes effect within seconds: open sessions and tokens of a disabled user are refused. @throws AccessError `not-found` */
export async function setUserDisabled(transaction: Transaction, name: string, disabled: boolean): Promise<void> {
  const updated = await transaction.query<{ id: string }>('UPDATE access."user" SET disabled = $2 WHERE name = $1 RETURNING id', [
    normaliseUserName(name),
    disabled,
  ]);
  if (!updated.rows[0]) throw new AccessError('not-found', `user "${name}" does not exist`);
  if (disabled) await endSessions(transaction, updated.rows[0].id);
}

/** Sets a new password, ends every session and voids every token issued before. @throws AccessError `invalid`, `not-found` */
export async function setPassword(transaction: Transaction, name: string, password: string): Promise<void> {
  checkPassword(password);
  const updated = await transaction.query<{ id: string }>(
    'UPDATE access."user" SET password_hash = $2, demo_password = NULL, tokens_from = now() WHERE name = $1 RETURNING id',
    [normaliseUserName(name), await hashPassword(password)],
  );
  if (!updated.rows[0]) throw new AccessError('not-found', `user "${name}" does not exist`);
  await endSessions(transaction, updated.rows[0].id);
}

/** Sessions, grants and refresh tokens of a user, on every device. */
async function endSessions(transaction: Transaction, userId: string): Promise<void> {
  await transaction.query(`DELETE FROM access.oidc_payload WHERE payload ->> 'accountId' = $1`, [userId]);
}

function checkPassword(password: string): void {
  if ([...password].length < MIN_PASSWORD_LENGTH || password.length > 256)
    throw new AccessError('invalid', `the password must have ${MIN_PASSWORD_LENGTH} to 256 characters`);
}

interface UserRow extends Record<string, unknown> {
  readonly id: string;
  readonly consortium: string;
  readonly name: string;
  readonly display_name: Text;
  readonly practitioner: string;
  readonly disabled: boolean;
  readonly demo: boolean;
  readonly organization: string | null;
  readonly roles: Role[] | null;
}

/** `condition` is SQL of this package with one parameter. */
async function selectUsers(transaction: Transaction, condition: string, parameter: string | null): Promise<User[]> {
  const { rows } = await transaction.query<UserRow>(
    `SELECT u.id, u.consortium, u.name, u.display_name, u.practitioner, u.disabled, u.demo_password IS NOT NULL AS demo, m.organization, m.roles
     FROM access."user" u LEFT JOIN LATERAL (
       SELECT organization, array_agg(role ORDER BY position) AS roles FROM access.membership
       WHERE user_id = u.id GROUP BY organization ORDER BY organization LIMIT 1) m ON true
     WHERE ${condition}`,
    [parameter],
  );
  return rows.map(({ display_name, organization, roles, ...row }) => ({
    ...row,
    displayName: display_name,
    organization: organization ?? '',
    roles: roles ?? [],
  }));
}
