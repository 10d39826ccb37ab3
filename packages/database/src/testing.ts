import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabase } from './database.ts';
import { type Migrations, migrate } from './migrate.ts';

/** An empty database of its own on the test cluster (see `tools/test-cluster.ts`), migrated; `drop` it when done. */
export async function createTestDatabase(
  packages: readonly Migrations[],
): Promise<{ database: Database; owner: pg.ClientConfig; drop: () => Promise<void> }> {
  const host = process.env.CONSILIUM_TEST_CLUSTER;
  if (!host) throw new Error('CONSILIUM_TEST_CLUSTER is not set: run this test through vitest, which starts the cluster');
  const admin: pg.ClientConfig = { host, user: 'consilium', database: 'postgres' };
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(admin, `CREATE DATABASE ${name}`);
  const owner = { ...admin, database: name };
  await migrate(owner, packages);
  const database = openDatabase(owner);
  return {
    database,
    owner,
    drop: async () => {
      await database.close();
      await execute(admin, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function execute(config: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
