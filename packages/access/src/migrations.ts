import type { Migrations } from '@consilium/database';

export const migrations: Migrations = { schema: 'access', folder: new URL('../migrations/', import.meta.url) };
