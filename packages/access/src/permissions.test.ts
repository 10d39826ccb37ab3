import { describe, expect, test } from 'vitest';
import { type AccessContext, ROLES, type Role } from './access-context.ts';
import { may, PERMISSIONS, type Permission, permissionsOf, requirePermission } from './permissions.ts';
import { systemContext } from './system-context.ts';

const user = (...roles: Role[]): AccessContext => ({
  ...systemContext('north', 'hospital', 'test'),
  actor: { kind: 'user', id: 'u1', display: '周明远', practitioner: 'p1' },
  roles,
});

/** Written out, not computed: whoever changes what a role may do changes this table too. */
const TABLE: Record<Role, string> = {
  'reporting-physician': 'record.read record.write archive.read archive.store draft.read draft.sign registry.read service.request',
  'reviewing-physician': 'record.read record.write archive.read archive.store draft.read draft.sign registry.read service.request',
  physician: 'record.read record.write archive.read draft.read draft.sign registry.read service.request',
  'village-doctor': 'record.read record.write archive.read archive.store draft.read draft.sign registry.read service.request',
  nurse: 'record.read record.write archive.read registry.read service.request',
  technologist: 'record.read archive.read archive.store registry.read service.request',
  pharmacist: 'record.read record.write draft.read draft.sign registry.read service.request',
  'laboratory-physician': 'record.read record.write archive.read archive.store draft.read draft.sign registry.read service.request',
  epidemiologist: 'record.read record.write draft.read draft.sign registry.read service.request',
  'medical-affairs': 'record.read archive.read registry.read registry.write',
  'information-security': 'registry.read registry.write audit.read',
  ethics: 'registry.read registry.write',
  auditor: 'registry.read audit.read',
  administrator: 'registry.read registry.write user.manage',
};

describe('permissions', () => {
  test.each(ROLES.map((role) => [role]))('%s may exactly what the table says', (role) => {
    expect(permissionsOf(user(role)).join(' ')).toBe(TABLE[role]);
  });

  test('several roles add up, no role may nothing', () => {
    expect(permissionsOf(user('auditor', 'technologist'))).toEqual([
      'record.read',
      'archive.read',
      'archive.store',
      'registry.read',
      'audit.read',
      'service.request',
    ]);
    expect(permissionsOf(user())).toEqual([]);
  });

  test('the platform itself may everything', () => {
    expect(permissionsOf(systemContext('north', 'hospital', 'seed'))).toEqual(PERMISSIONS);
  });

  test('a service may only read, whatever roles it claims', () => {
    const service: AccessContext = {
      ...user(...ROLES),
      actor: { kind: 'service', id: 's', display: 'hippocampus-mri 1.0.0', device: 'd' },
    };
    expect(permissionsOf(service)).toEqual(['record.read', 'archive.read']);
  });

  test('an unknown permission is granted to nobody', () => {
    expect(may(systemContext('north', 'hospital', 'seed'), 'record.delete' as Permission)).toBe(false);
  });

  test('a refusal names the permission, the person, the roles and the way out', () => {
    expect(() => requirePermission(user('nurse'), 'draft.sign')).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        statusCode: 403,
        message: 'draft.sign is not granted to the roles of 周明远 (nurse): ask an administrator of the consortium for a role that has it',
      }),
    );
    expect(() => requirePermission(user('physician'), 'draft.sign')).not.toThrow();
  });
});
