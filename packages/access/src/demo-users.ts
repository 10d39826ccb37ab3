import type { Transaction } from '@consilium/database';
import { ROLES, type Role } from './access-context.ts';
import type { Text } from './text.ts';

/** A demonstration user as the sign-in page shows it, password included: there is nothing to protect. */
export interface DemoUser {
  readonly name: string;
  readonly displayName: Text;
  /** The main role. */
  readonly role: Role;
  readonly roles: readonly Role[];
  readonly organization: { readonly id: string; readonly name: Text };
  readonly password: string;
}

/** The demonstration users of all consortia, in the order of the vocabulary of roles. */
export async function listDemoUsers(transaction: Transaction): Promise<DemoUser[]> {
  const { rows } = await transaction.query<{
    name: string;
    display_name: Text;
    password: string;
    roles: Role[];
    organization: string;
    organization_name: Text | null;
  }>(
    `SELECT u.name, u.display_name, u.demo_password AS password, m.organization, o.name AS organization_name,
       array_agg(m.role ORDER BY m.position) AS roles
     FROM access."user" u JOIN access.membership m ON m.user_id = u.id
     LEFT JOIN access.organization o ON o.consortium = u.consortium AND o.id = m.organization
     WHERE u.demo_password IS NOT NULL AND NOT u.disabled
     GROUP BY u.id, m.organization, o.name`,
  );
  return rows
    .map(({ name, display_name, password, roles, organization, organization_name }) => ({
      name,
      displayName: display_name,
      role: roles[0] as Role,
      roles,
      organization: { id: organization, name: organization_name ?? { zh: organization, en: organization } },
      password,
    }))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name));
}
