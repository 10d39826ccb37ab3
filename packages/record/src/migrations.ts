import type { Migrations } from '@consilium/database';

/** The schema `record`. */
export const migrations: Migrations = { schema: 'record', folder: new URL('../migrations/', import.meta.url) };
