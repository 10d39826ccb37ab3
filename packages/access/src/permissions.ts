import type { AccessContext, Role } from './access-context.ts';
import { AccessDeniedError } from './errors.ts';

export const PERMISSIONS = [
  'record.read',
  'record.write',
  'archive.read',
  'archive.store',
  'draft.read',
  'draft.sign',
  'registry.read',
  'registry.write',
  'user.manage',
  'audit.read',
  'service.request',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const clinician = ['record.read', 'record.write', 'registry.read', 'service.request'] as const;
const signer = [...clinician, 'draft.read', 'draft.sign'] as const;

/**
 * What each role may do. Duties are kept apart: who manages users reads no patient, who audits changes nothing, and
 * nobody both approves a service and signs its drafts by the same role.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'reporting-physician': [...signer, 'archive.read', 'archive.store'],
  'reviewing-physician': [...signer, 'archive.read', 'archive.store'],
  physician: [...signer, 'archive.read'],
  'village-doctor': [...signer, 'archive.read', 'archive.store'], // stores what portable devices take
  nurse: [...clinician, 'archive.read'],
  technologist: ['record.read', 'archive.read', 'archive.store', 'registry.read', 'service.request'],
  pharmacist: [...signer],
  'laboratory-physician': [...signer, 'archive.read', 'archive.store'],
  epidemiologist: [...signer],
  'medical-affairs': ['record.read', 'archive.read', 'registry.read', 'registry.write'],
  'information-security': ['registry.read', 'registry.write', 'audit.read'],
  ethics: ['registry.read', 'registry.write'],
  auditor: ['registry.read', 'audit.read'],
  administrator: ['registry.read', 'registry.write', 'user.manage'],
};

const SERVICE_PERMISSIONS: readonly Permission[] = ['record.read', 'archive.read'];

const everything: ReadonlySet<Permission> = new Set(PERMISSIONS);
const ofService: ReadonlySet<Permission> = new Set(SERVICE_PERMISSIONS);
const ofRole = new Map<Role, ReadonlySet<Permission>>();
for (const [role, permissions] of Object.entries(ROLE_PERMISSIONS)) ofRole.set(role as Role, new Set(permissions));

/** All that the caller may do. The platform itself may everything; a service may only read, whatever roles it claims. */
export function permissionsOf(context: AccessContext): readonly Permission[] {
  return PERMISSIONS.filter((permission) => may(context, permission));
}

export function may(context: AccessContext, permission: Permission): boolean {
  if (context.actor.kind === 'system') return everything.has(permission);
  if (context.actor.kind === 'service') return ofService.has(permission);
  return context.roles.some((role) => ofRole.get(role)?.has(permission) ?? false);
}

/** @throws AccessDeniedError (HTTP 403) */
export function requirePermission(context: AccessContext, permission: Permission): void {
  if (may(context, permission)) return;
  const who =
    context.actor.kind === 'user'
      ? `the roles of ${context.actor.display} (${context.roles.join(', ') || 'none'})`
      : `a ${context.actor.kind}`;
  throw new AccessDeniedError(`${permission} is not granted to ${who}: ask an administrator of the consortium for a role that has it`);
}
