import type { Migrations } from '@consilium/database';

/** Tables of the registry. */
export const migrations: Migrations = { schema: 'registry', folder: new URL('../migrations/', import.meta.url) };
