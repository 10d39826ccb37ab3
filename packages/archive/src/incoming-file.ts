import { createHash, type Hash } from 'node:crypto';
import { close, unlinkSync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';

/** Bytes gathered before they are handed to the operating system, which writes them while more arrive. */
const BATCH = 1 << 18;
/** Bytes that may wait to be written before the sender has to wait. */
const MOST_WAITING = 1 << 20;
/** Bytes of the beginning that are kept: the header of most objects. */
const HEAD = 1 << 16;

/** All bytes of an object are on their way to disk; not yet durable. */
export interface CompleteFile {
  readonly temporaryPath: string;
  readonly size: number;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** SHA-256 of what follows the meta header. */
  readonly dataSetDigest: string;
  /** The file's beginning: all of it when it is small. */
  readonly head: Buffer;
  /** Open until {@link IncomingFile.release}. */
  readonly descriptor: number;
}

/** An open file for one object. */
export interface TemporaryFile {
  readonly path: string;
  readonly descriptor: number;
}

/** A file that grows as its object arrives, with its digests. A few batches are in memory; the beginning is kept for the index. */
export class IncomingFile {
  readonly path: string;
  readonly #findDataSet: (head: Buffer) => number;
  readonly #fileHash: Hash = createHash('sha256');
  readonly #dataSetHash: Hash = createHash('sha256');
  #descriptor: number;
  #batch: Buffer[] = [];
  #batched = 0;
  /** Bytes received, and of them those that the digests know. */
  #size = 0;
  #hashed = 0;
  #begun: Buffer[] = [];
  #head: Buffer | undefined;
  #dataSetOffset = 0;

  #writing: Promise<void> = Promise.resolve();
  #waiting = 0;
  #failure: unknown;

  /** `findDataSet` is asked once, with the beginning of the file, where the data set starts; what it throws refuses the object. */
  constructor({ path, descriptor }: TemporaryFile, findDataSet: (head: Buffer) => number) {
    this.path = path;
    this.#descriptor = descriptor;
    this.#findDataSet = findDataSet;
  }

  /** Takes the next bytes, which must not be changed afterwards; a returned promise asks to wait before more are given. */
  write(chunk: Buffer): Promise<void> | undefined {
    this.#batch.push(chunk);
    this.#batched += chunk.length;
    this.#size += chunk.length;
    if (this.#head) this.#hash(chunk);
    else {
      this.#begun.push(chunk);
      if (this.#size >= HEAD) this.#begin();
    }
    if (this.#batched >= BATCH) this.#flush();
    return this.#waiting > MOST_WAITING ? this.#written() : undefined;
  }

  #begin(): void {
    const bytes = Buffer.concat(this.#begun);
    this.#begun = [];
    this.#head = bytes;
    this.#dataSetOffset = this.#findDataSet(bytes);
    this.#hash(bytes);
  }

  #hash(chunk: Buffer): void {
    this.#fileHash.update(chunk);
    const skip = Math.max(0, this.#dataSetOffset - this.#hashed);
    if (skip < chunk.length) this.#dataSetHash.update(skip === 0 ? chunk : chunk.subarray(skip));
    this.#hashed += chunk.length;
  }

  #flush(): void {
    const batch = this.#batch;
    const batched = this.#batched;
    this.#batch = [];
    this.#batched = 0;
    this.#waiting += batched;
    this.#writing = this.#writing.then(async () => {
      if (this.#failure) return;
      try {
        const { bytesWritten } = await writeAll(this.#descriptor, batch);
        if (bytesWritten !== batched)
          throw new Error(`only ${bytesWritten} of ${batched} bytes could be written to ${this.path}: is the disk full?`);
      } catch (error) {
        this.#failure = error;
      }
      this.#waiting -= batched;
    });
  }

  #requireAll(written: number, expected: number): void {
    if (written !== expected) throw new Error(`only ${written} of ${expected} bytes could be written to ${this.path}: is the disk full?`);
  }

  async #written(): Promise<void> {
    await this.#writing;
    if (this.#failure) throw this.#failure;
  }

  /** No more bytes come; resolves when all of them are written, though not durable. */
  async complete(): Promise<CompleteFile> {
    if (!this.#head) this.#begin();
    if (this.#waiting > 0) await this.#written();
    if (this.#failure) throw this.#failure;
    if (this.#batched > 0) this.#requireAll(writevSync(this.#descriptor, this.#batch), this.#batched); // into the page cache: shorter than a trip to another thread
    this.#batch = [];
    this.#batched = 0;
    return {
      temporaryPath: this.path,
      size: this.#size,
      digest: this.#fileHash.digest('hex'),
      dataSetDigest: this.#dataSetHash.digest('hex'),
      head: this.#head as Buffer,
      descriptor: this.#descriptor,
    };
  }

  /** Closes the file where it is. */
  release(): void {
    if (this.#descriptor < 0) return;
    close(this.#descriptor, () => {});
    this.#descriptor = -1;
  }

  /** Removes the temporary file; harmless after it was moved to its place. */
  discard(): void {
    this.#batch = [];
    this.#begun = [];
    const descriptor = this.#descriptor;
    if (descriptor < 0) return;
    this.#descriptor = -1;
    try {
      unlinkSync(this.path);
    } catch {
      // moved to its place
    }
    void this.#writing.then(() => close(descriptor, () => {}));
  }
}

const writeAll = promisify(writev) as (descriptor: number, buffers: readonly Buffer[]) => Promise<{ readonly bytesWritten: number }>;
