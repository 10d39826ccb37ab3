import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@consilium/database';

/** Vitest global setup: one PostgreSQL cluster for all test files; each makes its own database on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-test-'));
  const cluster = await startEmbeddedPostgres({
    folder: join(folder, 'pg'),
    settings: ['fsync=off', 'synchronous_commit=off', 'max_connections=200'],
  });
  process.env.CONSILIUM_TEST_CLUSTER = cluster.socketFolder;
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
