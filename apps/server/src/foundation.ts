import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrations as access } from '@consilium/access';
import { type Archive, migrations as archive, createArchive } from '@consilium/archive';
import { type Database, migrate, openDatabase, migrations as queue, startEmbeddedPostgres } from '@consilium/database';
import { migrations as record } from '@consilium/record';
import { migrations as registry } from '@consilium/registry';
import { migrations as runtime } from '@consilium/runtime';
import type { Configuration } from './configuration.ts';

/** What the server and the command line both stand on: a migrated database and the archive's files. */
export interface Foundation {
  readonly database: Database;
  readonly archive: Archive;
  close(): Promise<void>;
}

/** In this order: a schema may be named only by those after it. */
const MIGRATIONS = [queue, access, record, registry, archive, runtime];

/** Opens the database of a configuration, its own or a given one, and brings it up to date. */
export async function openFoundation(configuration: Configuration): Promise<Foundation> {
  mkdirSync(configuration.home, { recursive: true, mode: 0o700 });
  const embedded = configuration.databaseUrl ? undefined : await startEmbeddedPostgres({ folder: join(configuration.home, 'postgres') });
  const connection = embedded
    ? { host: embedded.socketFolder, user: 'consilium', database: 'postgres' }
    : { connectionString: configuration.databaseUrl as string };
  try {
    await migrate(connection, MIGRATIONS);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const database = openDatabase(connection);
  const archive = await createArchive({ database, folder: join(configuration.home, 'images') });
  return {
    database,
    archive,
    close: async () => {
      await archive.close();
      await database.close();
      await embedded?.stop();
    },
  };
}
