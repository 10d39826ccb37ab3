import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type AccessContext, requirePermission } from '@consilium/access';
import type { Database } from '@consilium/database';
import { StudyAnnouncer } from './announce-studies.ts';
import { ArchiveError } from './errors.ts';
import { FileStore } from './file-store.ts';
import type { CompleteFile, IncomingFile } from './incoming-file.ts';
import { type IncomingInstance, indexInstance, type StoreResult, StoreSession } from './index-instance.ts';
import { instanceHeader } from './instance-header.ts';
import { dataSetOffset } from './part10.ts';
import { readHeader } from './read-header.ts';
import { sweepFiles } from './sweep-files.ts';

export interface ArchiveOptions {
  readonly database: Database;
  /** Holds all files; made if absent. */
  readonly folder: string;
  /** Told of what failed in the background, and is retried. */
  readonly onError?: (error: unknown, doing: string) => void;
  /** Quiet time after the last instance of a study before the record is told. */
  readonly announceAfterMs?: number;
  /** Age from which a file that no row names is removed. */
  readonly sweepAfterMs?: number;
}

/** The archive of all consortia of one server: a folder, its index, and what tells the record of new studies. */
export interface Archive {
  readonly database: Database;
  readonly files: FileStore;
  readonly announcer: StudyAnnouncer;
  close(): Promise<void>;
}

/** Opens the archive; removes what an ended process left half done, and tells the record of studies that it had no time to tell of. */
export async function createArchive(options: ArchiveOptions): Promise<Archive> {
  const files = new FileStore(options.folder);
  const onError = options.onError ?? (() => {});
  await sweepFiles(options.database, files, options.sweepAfterMs ?? 3_600_000);
  const announcer = new StudyAnnouncer(options.database, { quietMs: options.announceAfterMs ?? 1_000, onError });
  await announcer.start();
  return {
    database: options.database,
    files,
    announcer,
    close: async () => {
      await announcer.stop();
      await files.close();
    },
  };
}

export interface StoreOptions {
  /** AE title, or who sent it over HTTP. */
  readonly receivedFrom: string;
  /** The patient is made up: marked so in the record. */
  readonly simulated?: boolean;
  readonly session?: StoreSession;
  /** An object of another study is refused. */
  readonly study?: string | undefined;
  /** What the sender announced: an object that says otherwise of itself is refused. */
  readonly announced?: { readonly sopClassUid: string; readonly sopInstanceUid: string };
}

/**
 * Finishes an object that has come to its end: reads its header, makes the file durable while the rows are written, and
 * commits. Nothing stays of an object that is refused.
 * @throws ArchiveError why it cannot be stored
 */
export async function storeFile(context: AccessContext, archive: Archive, file: IncomingFile, options: StoreOptions): Promise<StoreResult> {
  const session = options.session ?? new StoreSession();
  let durable: Promise<void> | undefined;
  try {
    requirePermission(context, 'archive.store');
    const result = await archive.database.transaction(context, async (transaction) => {
      const complete = await file.complete();
      const instance = describe(complete, options);
      durable = archive.files.keep(context.consortium, complete);
      durable.catch(() => {});
      const indexed = await indexInstance(context, transaction, instance, session);
      await durable; // a row is never committed before its file would survive
      return indexed;
    });
    file.release();
    session.committed();
    if (result.outcome === 'stored' && !result.conflict) archive.announcer.instanceStored(context, result.studyInstanceUid);
    return result;
  } catch (error) {
    session.rolledBack();
    await durable?.catch(() => {}); // the file is not closed while it is synced
    file.discard();
    throw error;
  }
}

/** What the index will know of a complete file. @throws ArchiveError */
function describe(complete: CompleteFile, { announced, study, receivedFrom, simulated = false }: StoreOptions): IncomingInstance {
  const { dataSet } = readHeader(complete);
  const header = instanceHeader(dataSet, complete.dataSetDigest);
  if (study && study !== header.studyInstanceUid)
    throw new ArchiveError('invalid', `Study Instance UID ${header.studyInstanceUid} is not ${study}, to which it was sent`);
  if (announced?.sopInstanceUid && announced.sopInstanceUid !== header.sopInstanceUid)
    throw new ArchiveError('invalid', `SOP Instance UID ${header.sopInstanceUid} is not the announced ${announced.sopInstanceUid}`);
  if (announced && announced.sopClassUid !== header.sopClassUid)
    throw new ArchiveError('invalid', `SOP Class UID ${header.sopClassUid} is not the announced ${announced.sopClassUid}`);
  const { digest, dataSetDigest, size } = complete;
  return { header, digest, dataSetDigest, size, receivedFrom, simulated, draft: false };
}

/** Stores one Part 10 object from memory, a stream, or a file by its path. @throws ArchiveError why it cannot be stored */
export async function storeInstance(
  context: AccessContext,
  archive: Archive,
  source: Readable | Uint8Array | string,
  options: StoreOptions,
): Promise<StoreResult> {
  const file = archive.files.receive(dataSetOffset);
  try {
    if (source instanceof Uint8Array) await file.write(Buffer.from(source.buffer, source.byteOffset, source.byteLength));
    else
      for await (const chunk of typeof source === 'string' ? createReadStream(source, { highWaterMark: 1 << 20 }) : source)
        await file.write(chunk as Buffer);
  } catch (error) {
    file.discard();
    throw error;
  }
  return storeFile(context, archive, file, options);
}
