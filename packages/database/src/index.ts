export { APPLICATION_ROLE, openDatabase } from './database.ts';
export type { Database, Tenant, Transaction } from './database.ts';
export { startEmbeddedPostgres } from './embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.ts';
export { DatabaseError } from './errors.ts';
export type { DatabaseErrorCode } from './errors.ts';
export { migrate } from './migrate.ts';
export type { Migrations } from './migrate.ts';
