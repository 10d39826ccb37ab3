import type { Migrations } from '@consilium/database';

/** Tables of the runtime. */
export const migrations: Migrations = { schema: 'runtime', folder: new URL('../migrations/', import.meta.url) };
