import { createTestDatabase } from '@consilium/database/testing';
import type { Adapter } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../src/index.ts';
import { createOidcAdapter, sweepExpired } from '../src/oidc-adapter.ts';
import { loadSecrets } from '../src/secrets.ts';

describe('what the OpenID provider remembers', () => {
  let db: Awaited<ReturnType<typeof createTestDatabase>>;
  let adapter: (kind: string) => Adapter;
  const count = async () => (await db.database.pool.query('SELECT count(*)::int AS n FROM access.oidc_payload')).rows[0].n;

  beforeAll(async () => {
    db = await createTestDatabase([migrations]);
    adapter = createOidcAdapter(db.database);
  });
  afterAll(() => db.drop());

  test('is found by id, uid and user code, under its own kind only, in its newest form', async () => {
    await adapter('Session').upsert('a', { uid: 'u', jti: 'a' }, 60);
    await adapter('Session').upsert('a', { uid: 'u', jti: 'a', accountId: 'x' }, 60);
    await adapter('DeviceCode').upsert('a', { userCode: 'c' }, 60);
    expect(await adapter('Session').find('a')).toEqual({ uid: 'u', jti: 'a', accountId: 'x' });
    expect(await adapter('Session').findByUid('u')).toMatchObject({ accountId: 'x' });
    expect(await adapter('DeviceCode').findByUserCode('c')).toEqual({ userCode: 'c' });
    expect(await adapter('RefreshToken').find('a')).toBeUndefined();
    await adapter('Session').destroy('a');
    expect(await adapter('Session').find('a')).toBeUndefined();
  });

  test('is consumed once', async () => {
    await adapter('RefreshToken').upsert('r', { grantId: 'g' }, 60);
    await adapter('RefreshToken').consume('r');
    expect(await adapter('RefreshToken').find('r')).toEqual({ grantId: 'g', consumed: expect.any(Number) });
    await expect(adapter('RefreshToken').consume('r')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('goes with its grant, others stay', async () => {
    await adapter('RefreshToken').upsert('r1', { grantId: 'g1' }, 60);
    await adapter('RefreshToken').upsert('r2', { grantId: 'g2' }, 60);
    await adapter('RefreshToken').revokeByGrantId('g1');
    expect(await adapter('RefreshToken').find('r1')).toBeUndefined();
    expect(await adapter('RefreshToken').find('r2')).toBeDefined();
  });

  test('is not found after its time, and swept later', async () => {
    await adapter('Interaction').upsert('old', {}, -3600);
    await adapter('Interaction').upsert('new', {}, 60);
    expect(await adapter('Interaction').find('old')).toBeUndefined();
    const before = await count();
    await sweepExpired(db.database);
    expect(await count()).toBe(before - 1);
    expect(await adapter('Interaction').find('new')).toEqual({});
  });

  test('keys are made once, whoever asks first', async () => {
    const [a, b, c] = await Promise.all([loadSecrets(db.database), loadSecrets(db.database), loadSecrets(db.database)]);
    expect(a).toEqual(b);
    expect(b).toEqual(c);
    expect(a?.signingKeys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256' });
  });
});
