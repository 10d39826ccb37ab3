import { readFileSync } from 'node:fs';
import { getConstructionPlans } from 'pg-boss';
import { expect, test } from 'vitest';

const statements = (sql: string): string =>
  sql
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(--|BEGIN;|COMMIT;|SET LOCAL idle_in_transaction)/.test(line))
    .join('\n');

test('the migration makes the tables that the installed pg-boss expects', () => {
  const migration = readFileSync(new URL('../migrations/0001-pg-boss.sql', import.meta.url), 'utf8');
  expect(statements(migration)).toBe(statements(getConstructionPlans('queue', { createSchema: false })));
});
