import { type AccessContext, migrations as accessMigrations, type Role, systemContext } from '@consilium/access';
import type { Database, Transaction } from '@consilium/database';
import { createTestDatabase } from '@consilium/database/testing';
import type { Observation, Patient } from 'fhir/r4.js';
import { migrations } from '../src/index.ts';

export const system = (consortium = 'qinghe'): AccessContext => systemContext(consortium, 'county-hospital', 'test');

export const user = (roles: readonly Role[], consortium = 'qinghe'): AccessContext => ({
  consortium,
  organization: 'county-hospital',
  actor: { kind: 'user', id: `user-${roles.join('-')}`, display: roles.join(), practitioner: 'p1' },
  roles,
  purpose: 'TREAT',
  breakGlass: false,
  requestId: 'r1',
});

/** A record of its own on the test cluster. */
export async function createRecord() {
  const { database, owner, drop } = await createTestDatabase([accessMigrations, migrations]);
  return { database, owner, drop, ...runnerOf(database) };
}

function runnerOf(database: Database) {
  return {
    /** One transaction in `context`. */
    run: <T>(work: (context: AccessContext, transaction: Transaction) => Promise<T>, context = system()): Promise<T> =>
      database.transaction(context, (t) => work(context, t)),
  };
}

export const patient = (extra: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:test:patient', value: crypto.randomUUID() }],
  name: [{ family: '王', given: ['小明'] }],
  gender: 'male',
  birthDate: '1960-02-03',
  ...extra,
});

export const observation = (subject: string, extra: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
  subject: { reference: subject },
  effectiveDateTime: '2024-05-06T07:08:09Z',
  ...extra,
});
