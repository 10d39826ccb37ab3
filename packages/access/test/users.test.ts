import { createTestDatabase } from '@consilium/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consortiumOfAeTitle, createConsortium, createUser, listConsortia, listUsers, migrations, registerAeTitle } from '../src/index.ts';

describe('users and organisations', () => {
  let db: Awaited<ReturnType<typeof createTestDatabase>>;
  const someone = {
    displayName: '周明远',
    practitioner: 'p1',
    organization: 'hospital',
    roles: ['reporting-physician'],
    password: 'correct horse',
  } as const;

  beforeAll(async () => {
    db = await createTestDatabase([migrations]);
    await db.database.platformTransaction(async (t) => {
      await createConsortium(t, { id: 'north', name: { zh: '北县', en: 'North County' } });
      await createConsortium(t, { id: 'south', name: '南县' });
      await createUser(t, { ...someone, consortium: 'north', name: 'Zhou', roles: ['reviewing-physician', 'physician'] });
      await createUser(t, { ...someone, consortium: 'south', name: '沈静宜' });
    });
  });
  afterAll(() => db.drop());

  test('a consortium made twice is one, under its newer name', async () => {
    await db.database.platformTransaction((t) => createConsortium(t, { id: 'south', name: { zh: '南县', en: 'South County' } }));
    expect(await db.database.platformTransaction(listConsortia)).toEqual([
      { id: 'north', name: { zh: '北县', en: 'North County' } },
      { id: 'south', name: { zh: '南县', en: 'South County' } },
    ]);
  });

  test('a user is read back with the main role first, and only inside the own consortium', async () => {
    const [zhou, ...others] = await db.database.transaction({ consortium: 'north' }, (t) => listUsers(t));
    expect(zhou).toMatchObject({
      name: 'zhou',
      displayName: { zh: '周明远', en: '周明远' },
      organization: 'hospital',
      roles: ['reviewing-physician', 'physician'],
    });
    expect(others).toEqual([]);
    expect(await db.database.platformTransaction((t) => listUsers(t))).toHaveLength(2);
  });

  test.each([
    ['a name that is taken, in any case or width', { name: 'ＺＨＯＵ' }, 'duplicate'],
    ['a name with a space', { name: 'zhou ming' }, 'invalid'],
    ['no role', { roles: [] }, 'invalid'],
    ['an unknown role', { roles: ['surgeon' as never] }, 'invalid'],
    ['a short password', { password: '1234567' }, 'invalid'],
  ])('%s is refused', async (_name, change, code) => {
    const made = db.database.platformTransaction((t) => createUser(t, { ...someone, consortium: 'south', name: 'other', ...change }));
    await expect(made).rejects.toMatchObject({ code });
  });

  test('a calling AE title decides the organisation; spaces around it do not count, an unknown one is nobody', async () => {
    await db.database.platformTransaction((t) =>
      registerAeTitle(t, { aeTitle: 'MR_COUNTY', consortium: 'north', organization: 'hospital' }),
    );
    const find = (aeTitle: string) => db.database.platformTransaction((t) => consortiumOfAeTitle(t, aeTitle));
    expect(await find('MR_COUNTY       ')).toEqual({ consortium: 'north', organization: 'hospital' });
    expect(await find('mr_county')).toBeUndefined();
    await expect(
      db.database.platformTransaction((t) =>
        registerAeTitle(t, { aeTitle: 'SEVENTEEN_LETTERS', consortium: 'north', organization: 'hospital' }),
      ),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
