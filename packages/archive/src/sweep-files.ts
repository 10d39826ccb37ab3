import type { Database } from '@consilium/database';
import type { FileStore } from './file-store.ts';

/**
 * Removes files that no row names and that are older than the grace time: an ended process wrote them and never came to
 * commit, or the object was a duplicate.
 */
export async function sweepFiles(database: Database, files: FileStore, graceMs: number): Promise<number> {
  const before = Date.now() - graceMs;
  await files.removeAbandoned(before);
  let removed = 0;
  for (const consortium of await files.consortia()) {
    for await (const digests of files.olderThan(consortium, before)) {
      const { rows } = await database.transaction({ consortium }, (transaction) =>
        transaction.query<{ digest: string }>(
          `SELECT d AS digest FROM unnest($2::text[]) d
           WHERE NOT EXISTS (SELECT FROM archive.instance WHERE consortium = $1 AND digest = d)
             AND NOT EXISTS (SELECT FROM archive.conflict WHERE consortium = $1 AND received->>'digest' = d)`,
          [consortium, digests],
        ),
      );
      for (const { digest } of rows) await files.remove(consortium, digest);
      removed += rows.length;
    }
  }
  return removed;
}
