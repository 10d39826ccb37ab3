import type { Transaction } from '@consilium/database';
import { AccessError } from './errors.ts';
import { type Text, toText } from './text.ts';

export interface Consortium {
  readonly id: string;
  readonly name: Text;
}

/** Makes a consortium, or renames the one with this id. */
export async function createConsortium(
  transaction: Transaction,
  consortium: { readonly id: string; readonly name: string | Text },
): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(consortium.id))
    throw new AccessError('invalid', `consortium id "${consortium.id}": use 1 to 63 lower-case letters, digits and hyphens`);
  await transaction.query('INSERT INTO access.consortium (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name', [
    consortium.id,
    toText(consortium.name),
  ]);
}

export async function listConsortia(transaction: Transaction): Promise<Consortium[]> {
  return (await transaction.query<{ id: string; name: Text }>('SELECT id, name FROM access.consortium ORDER BY created_at, id')).rows;
}

/** Tells access how a member organisation is called; `id` is that of its `Organization`. */
export async function createOrganization(
  transaction: Transaction,
  organization: { readonly consortium: string; readonly id: string; readonly name: string | Text },
): Promise<void> {
  await transaction.query(
    'INSERT INTO access.organization (consortium, id, name) VALUES ($1, $2, $3) ON CONFLICT (consortium, id) DO UPDATE SET name = excluded.name',
    [organization.consortium, organization.id, toText(organization.name)],
  );
}

/** How an organisation is called; its id where nobody said. */
export async function organizationName(transaction: Transaction, consortium: string, id: string): Promise<Text> {
  const { rows } = await transaction.query<{ name: Text }>('SELECT name FROM access.organization WHERE consortium = $1 AND id = $2', [
    consortium,
    id,
  ]);
  return rows[0]?.name ?? toText(id);
}
