import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes gathered before they are handed to the operating system. */
const BATCH = 1 << 20;

/** All bytes of an object are on their way to disk; not yet durable. */
export interface CompleteFile {
  readonly temporaryPath: string;
  readonly size: number;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** SHA-256 of what follows the meta header. */
  readonly dataSetDigest: string;
  readonly dataSetOffset: number;
  /** The file's beginning: all of it when it is small. */
  readonly head: Buffer;
  readonly handle: FileHandle;
}

/**
 * A file that grows as its object arrives, with its digests. At most one batch is in memory; the beginning is kept for
 * the index.
 */
export class IncomingFile {
  readonly path: string;
  readonly #opened: Promise<FileHandle>;
  readonly #findDataSet: (head: Buffer) => number;
  readonly #fileHash: Hash = createHash('sha256');
  readonly #dataSetHash: Hash = createHash('sha256');
  #batch: Buffer[] = [];
  #batched = 0;
  #size = 0;
  #head: Buffer | undefined;
  #dataSetOffset = 0;

  /** `findDataSet` is asked once, with the beginning of the file, where the data set starts; what it throws refuses the object. */
  constructor(folder: string, findDataSet: (head: Buffer) => number) {
    this.path = join(folder, `${process.pid}-${randomUUID()}`);
    this.#findDataSet = findDataSet;
    this.#opened = open(this.path, 'wx+', 0o600);
    this.#opened.catch(() => {}); // reported by the first write
  }

  /** Takes the next bytes, which must not be changed afterwards; a returned promise asks to wait before more are given. */
  write(chunk: Buffer): Promise<void> | undefined {
    this.#batch.push(chunk);
    this.#batched += chunk.length;
    return this.#batched >= BATCH ? this.#flush() : undefined;
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    const batched = this.#batched;
    this.#batch = [];
    this.#batched = 0;
    if (!this.#head) {
      this.#head = batch.length === 1 ? (batch[0] as Buffer) : Buffer.concat(batch);
      this.#dataSetOffset = this.#findDataSet(this.#head);
    }
    let at = this.#size;
    for (const chunk of batch) {
      this.#fileHash.update(chunk);
      const skip = Math.max(0, this.#dataSetOffset - at);
      if (skip < chunk.length) this.#dataSetHash.update(skip === 0 ? chunk : chunk.subarray(skip));
      at += chunk.length;
    }
    this.#size = at;
    const handle = await this.#opened;
    const { bytesWritten } = await handle.writev(batch);
    if (bytesWritten !== batched) throw new Error(`only ${bytesWritten} of ${batched} bytes could be written to ${this.path}: is the disk full?`);
  }

  /** No more bytes come. */
  async complete(): Promise<CompleteFile> {
    if (this.#batched > 0 || !this.#head) await this.#flush();
    return {
      temporaryPath: this.path,
      size: this.#size,
      digest: this.#fileHash.digest('hex'),
      dataSetDigest: this.#dataSetHash.digest('hex'),
      dataSetOffset: this.#dataSetOffset,
      head: this.#head as Buffer,
      handle: await this.#opened,
    };
  }

  /** Removes the temporary file; harmless after it became a stored one. */
  async discard(): Promise<void> {
    this.#batch = [];
    try {
      await (await this.#opened).close().catch(() => {}); // closed already
      await unlink(this.path);
    } catch {
      // never made, or moved to its place
    }
  }
}
