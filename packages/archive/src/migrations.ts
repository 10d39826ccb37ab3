import type { Migrations } from '@consilium/database';

export const migrations: Migrations = { schema: 'archive', folder: new URL('../migrations/', import.meta.url) };
