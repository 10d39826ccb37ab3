import { type AccessContext, may, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { Archive } from './archive.ts';

/** A stored instance and where its Part 10 file is; the file never changes. */
export interface InstanceFile {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file. */
  readonly digest: string;
}

/** The instances of a series that the caller may see, by instance number; empty for a series that they may not know of. */
export async function instanceFiles(
  context: AccessContext,
  transaction: Transaction,
  archive: Archive,
  seriesInstanceUid: string,
): Promise<InstanceFile[]> {
  requirePermission(context, 'archive.read');
  const { rows } = await transaction.query<{ sop_uid: string; sop_class: string; digest: string; patient: string }>(
    `SELECT sop_uid, sop_class, digest, patient FROM archive.instance
     WHERE consortium = $1 AND series_uid = $2 AND conflict IS NULL AND (NOT draft OR $3) ORDER BY instance_number, sop_uid`,
    [context.consortium, seriesInstanceUid, may(context, 'draft.read')],
  );
  if (rows[0]) await recordAudit(context, transaction, [{ action: 'R', entity: seriesInstanceUid, patient: rows[0].patient }]);
  return rows.map((row) => ({
    sopInstanceUid: row.sop_uid,
    sopClassUid: row.sop_class,
    path: archive.files.pathOf(context.consortium, row.digest),
    digest: row.digest,
  }));
}
