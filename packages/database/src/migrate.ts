import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { APPLICATION_ROLE } from './database.ts';
import { DatabaseError } from './errors.ts';

/** One package's schema and the folder of its migrations: `0001-name.sql`, applied in order, each once, each in its transaction. */
export interface Migrations {
  readonly schema: string;
  readonly folder: URL;
}

/**
 * Brings every schema up to date, in the order given; connects as the owner.
 * @throws DatabaseError `migration-changed` when an applied file was edited since, `migration-failed` with the file's name
 */
export async function migrate(connection: pg.ClientConfig, packages: readonly Migrations[]): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('consilium.migrate'))`); // two servers may start at once
    await makeApplicationRole(client);
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS database;
      CREATE TABLE IF NOT EXISTS database.migration (
        schema text, name text, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema, name))`);
    for (const { schema, folder } of packages) {
      const name = pg.escapeIdentifier(schema);
      await client.query(`
        CREATE SCHEMA IF NOT EXISTS ${name};
        GRANT USAGE ON SCHEMA ${name} TO ${APPLICATION_ROLE};
        ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APPLICATION_ROLE};
        ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT USAGE ON SEQUENCES TO ${APPLICATION_ROLE}`);
      for (const file of readdirSync(folder)
        .filter((f) => f.endsWith('.sql'))
        .sort())
        await apply(client, schema, file, join(fileURLToPath(folder), file));
    }
  } finally {
    await client.end();
  }
}

/** Roles belong to the whole cluster, the lock above to one database of it: another database's migration may be at the same role now. */
async function makeApplicationRole(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APPLICATION_ROLE}') THEN CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; END IF;
          IF NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
                         WHERE r.rolname = '${APPLICATION_ROLE}' AND u.rolname = current_user) THEN GRANT ${APPLICATION_ROLE} TO CURRENT_USER; END IF;
        END $$`);
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function apply(client: pg.Client, schema: string, file: string, path: string): Promise<void> {
  const sql = readFileSync(path, 'utf8');
  const digest = createHash('sha256').update(sql).digest('hex');
  const { rows } = await client.query<{ digest: string }>('SELECT digest FROM database.migration WHERE schema = $1 AND name = $2', [
    schema,
    file,
  ]);
  if (rows[0]?.digest === digest) return;
  if (rows[0])
    throw new DatabaseError('migration-changed', `${schema}/${file} was edited after it was applied: write a new migration instead`);
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO database.migration (schema, name, digest) VALUES ($1, $2, $3)', [schema, file, digest]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new DatabaseError('migration-failed', `${schema}/${file}: ${(cause as Error).message}`, { cause });
  }
}
