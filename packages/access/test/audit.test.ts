import { createTestDatabase } from '@consilium/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConsortium, migrations, recordAudit, systemContext } from '../src/index.ts';

describe('the audit trail', () => {
  let db: Awaited<ReturnType<typeof createTestDatabase>>;
  const north = systemContext('north', 'hospital', 'test');
  const south = systemContext('south', 'hospital', 'test');

  beforeAll(async () => {
    db = await createTestDatabase([migrations]);
    await db.database.platformTransaction(async (t) => {
      await createConsortium(t, { id: 'north', name: '北县' });
      await createConsortium(t, { id: 'south', name: '南县' });
    });
    await db.database.transaction(north, (t) =>
      recordAudit(north, t, [
        { action: 'R', entity: 'Patient/1', patient: '1' },
        { action: 'R', entity: 'Observation?code=x', outcome: 'refused', detail: 'no permission' },
      ]),
    );
  });
  afterAll(() => db.drop());

  test('keeps each event with who, for whom and why, in the order given', async () => {
    const { rows } = await db.database.transaction(north, (t) => t.query('SELECT * FROM access.audit ORDER BY id'));
    expect(rows).toMatchObject([
      {
        actor_id: 'system/test',
        organization: 'hospital',
        purpose: 'HOPERAT',
        action: 'R',
        entity: 'Patient/1',
        patient: '1',
        outcome: 'success',
        detail: null,
      },
      { entity: 'Observation?code=x', patient: null, outcome: 'refused', detail: 'no permission', request_id: north.requestId },
    ]);
  });

  test('is invisible to another consortium and to a transaction of none', async () => {
    const count = 'SELECT count(*)::int AS n FROM access.audit';
    expect((await db.database.transaction(south, (t) => t.query(count))).rows).toEqual([{ n: 0 }]);
    expect((await db.database.platformTransaction((t) => t.query(count))).rows).toEqual([{ n: 0 }]);
  });

  test('takes no event of another consortium', async () => {
    await expect(db.database.transaction(north, (t) => recordAudit(south, t, [{ action: 'R', entity: 'Patient/1' }]))).rejects.toThrow(
      /row-level security/,
    );
  });

  test.each(["UPDATE access.audit SET entity = 'x'", 'DELETE FROM access.audit', 'TRUNCATE access.audit'])(
    'is append-only: %s is refused',
    async (statement) => {
      await expect(db.database.transaction(north, (t) => t.query(statement))).rejects.toThrow(/permission denied/);
    },
  );
});
