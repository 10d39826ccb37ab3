import { migrations as access, systemContext } from '@consilium/access';
import { type Manifest, SOURCE_ATTRIBUTES } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { createTestDatabase } from '@consilium/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../src/migrations.ts';
import { checkRules } from '../src/rule.ts';
import { decisionsOn, type State, setState, stateFor } from '../src/state.ts';
import { deviceIdOf, registerService, type ServiceVersion } from '../src/version.ts';

let made: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  made = await createTestDatabase([access, migrations]);
});
afterAll(() => made.drop());

const county = systemContext('qinghe', 'county', 'test');
const run = <T>(work: (transaction: Transaction) => Promise<T>, context = county) => made.database.transaction(context, work);

const version = (name: string, change: Partial<ServiceVersion> = {}, deviceClass = 'III'): ServiceVersion => ({
  manifest: { name, version: '1.0.0', deviceClass } as Manifest,
  card: {},
  codeDigest: 'c1',
  weightsDigest: 'w1',
  device: deviceIdOf(name, '1.0.0', 'c1', 'w1'),
  ...change,
});
const decide = (service: string, state: State, extra: object = {}) =>
  run((t) => setState(county, t, { service, version: '1.0.0', organization: 'county', state, reason: 'test', ...extra }));
const state = async (service: string, organization = 'county', context = county) =>
  (await run((t) => stateFor(context, t, service, '1.0.0', organization), context)).state;

test('a version that nobody decided about is registered', async () => {
  await run((t) => registerService(county, t, version('new')));
  expect(await state('new')).toBe('registered');
});

test('an unknown version cannot be decided about', async () => {
  await expect(decide('absent', 'research')).rejects.toThrow('absent 1.0.0 is not in the registry');
});

describe('states', () => {
  test('device class III is not active without a registration number', async () => {
    await run((t) => registerService(county, t, version('volumes')));
    await expect(decide('volumes', 'active')).rejects.toMatchObject({ code: 'no-registration-number' });
    await decide('volumes', 'research');
    expect(await state('volumes')).toBe('research');
    await decide('volumes', 'active', { registrationNumber: '国械注准20263210001' });
    expect(await state('volumes')).toBe('active');
  });

  test('a service that is no device needs none', async () => {
    await run((t) => registerService(county, t, version('letters', {}, 'none')));
    await decide('letters', 'active');
    expect(await state('letters')).toBe('active');
  });

  test('changed weights of the same version fall back to registered, with the reason', async () => {
    await run((t) => registerService(county, t, version('changed')));
    await decide('changed', 'research');
    await run((t) => registerService(county, t, version('changed', { weightsDigest: 'w2' })));
    expect(await run((t) => stateFor(county, t, 'changed', '1.0.0', 'county'))).toMatchObject({
      state: 'registered',
      reason: expect.stringContaining('its weights changed'),
    });
    await run((t) => registerService(county, t, version('changed')));
    expect(await state('changed')).toBe('research');
  });

  test('what is decided for all organisations gives way to an organisation of its own', async () => {
    await run((t) => registerService(county, t, version('shared')));
    await run((t) => setState(county, t, { service: 'shared', version: '1.0.0', organization: '*', state: 'research', reason: 'pilot' }));
    await decide('shared', 'suspended');
    expect([await state('shared'), await state('shared', 'township')]).toEqual(['suspended', 'research']);
  });

  test('what one consortium decides is nothing to another', async () => {
    await run((t) => registerService(county, t, version('ours')));
    await decide('ours', 'research');
    expect(await state('ours', 'county', systemContext('other', 'county', 'test'))).toBe('registered');
  });

  test('retired is for good, and the history stays', async () => {
    await run((t) => registerService(county, t, version('old')));
    await decide('old', 'research');
    await decide('old', 'retired');
    await expect(decide('old', 'research')).rejects.toMatchObject({ code: 'retired' });
    expect((await run((t) => decisionsOn(county, t, 'old', '1.0.0'))).map((d) => d.state)).toEqual(['retired', 'research']);
  });

  test('a decision cannot be changed afterwards', async () => {
    await expect(run((t) => t.query(`UPDATE registry.state SET state = 'active'`))).rejects.toThrow(/permission denied/);
  });

  test('a decision needs a reason and a right', async () => {
    await expect(decide('volumes', 'suspended', { reason: ' ' })).rejects.toMatchObject({ code: 'no-reason' });
    const nobody = {
      ...county,
      actor: { kind: 'user', id: 'u', display: 'U', practitioner: 'p' } as const,
      roles: ['reporting-physician' as const],
    };
    await expect(
      run((t) => setState(nobody, t, { service: 'volumes', version: '1.0.0', organization: 'county', state: 'suspended', reason: 'x' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('the rule on the card names each missing attribute', () => {
  const { developer: _developer, ...attributes } = Object.fromEntries(SOURCE_ATTRIBUTES.map((name) => [name, 'text']));
  expect(checkRules(version('x', { card: { attributes } }))).toEqual([
    { rule: 'source-attributes', missing: [expect.stringContaining('attributes.developer')] },
  ]);
});
