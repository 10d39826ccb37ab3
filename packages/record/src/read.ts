import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome, parseJson } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { findRow, mayRead, notFound } from './row.ts';
import { prepared } from './statement.ts';

/** A version as text, ready to be sent. */
export interface StoredVersion {
  readonly doc: string;
  readonly version: number;
  readonly at: Date;
}

/**
 * The current version as stored. Another consortium's row, or a draft before a caller who may not see drafts, is
 * `not-found`, never `forbidden`: that it exists must not leak.
 * @throws OperationOutcomeError `not-found` (404), `gone` (410)
 */
export async function readStored(context: AccessContext, transaction: Transaction, type: string, id: string): Promise<StoredVersion> {
  requirePermission(context, 'record.read');
  const row = await findRow(context, transaction, type, id);
  if (!row || !mayRead(context, row)) throw notFound(type, id);
  if (row.doc === null) throw outcome('gone', `${type}/${id} was deleted`);
  await recordAudit(context, transaction, [{ action: 'R', entity: `${type}/${id}`, patient: row.patient ?? undefined }]);
  return { doc: row.doc, version: row.version, at: row.last_updated };
}

/** One version as stored. @throws OperationOutcomeError `not-found` (404), `gone` (410) where that version is the deletion */
export async function readStoredVersion(
  context: AccessContext,
  transaction: Transaction,
  type: string,
  id: string,
  version: string,
): Promise<StoredVersion> {
  requirePermission(context, 'record.read');
  const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0;
  const { rows } = await prepared<{ draft: boolean; doc: string | null; at: Date; patient: string | null }>(
    transaction,
    'record.vread',
    'SELECT draft, doc, at, patient FROM record.history WHERE consortium = $1 AND type = $2 AND id = $3 AND version = $4',
    [context.consortium, type, id, number],
  );
  const row = rows[0];
  if (!row || !mayRead(context, row)) throw outcome('not-found', `${type}/${id} has no version ${version}`);
  if (row.doc === null) throw outcome('gone', `Version ${version} of ${type}/${id} is its deletion`);
  await recordAudit(context, transaction, [{ action: 'R', entity: `${type}/${id}/_history/${number}`, patient: row.patient ?? undefined }]);
  return { doc: row.doc, version: number, at: row.at };
}

/** Reads the current version. @throws OperationOutcomeError `not-found` (404), `gone` (410) @see FHIR R4 http.html#read */
export async function readResource<T extends FhirResource = FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  type: T['resourceType'],
  id: string,
): Promise<T> {
  return parseJson((await readStored(context, transaction, type, id)).doc) as T;
}

/** Reads one version. @see FHIR R4 http.html#vread */
export async function readVersion<T extends FhirResource = FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  type: T['resourceType'],
  id: string,
  version: string,
): Promise<T> {
  return parseJson((await readStoredVersion(context, transaction, type, id, version)).doc) as T;
}
