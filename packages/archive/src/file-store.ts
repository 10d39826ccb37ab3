import { randomUUID } from 'node:crypto';
import { close, existsSync, fdatasync, fsync, mkdirSync, open as openCallback, openSync, renameSync } from 'node:fs';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type CompleteFile, IncomingFile, type TemporaryFile } from './incoming-file.ts';

const openFile = promisify(openCallback) as (path: string, flags: string, mode: number) => Promise<number>;
const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);
const closeDescriptor = promisify(close);

/**
 * Files by the SHA-256 of their content: `files/{consortium}/{first 2 digits}/{digest}`; what is on its way stands in
 * `incoming/`. A stored file is never changed.
 */
export class FileStore {
  readonly #incoming: string;
  readonly #files: string;
  /** The 256 folders of each consortium: open, to be synced. */
  readonly #folders = new Map<string, Promise<readonly number[]>>();
  /** Syncs of folders under way, and those that wait for them. */
  readonly #syncs = new Map<number, { running: Promise<void>; next: Promise<void> | undefined }>();
  #spare: TemporaryFile | undefined;
  #sparing: Promise<void> | undefined;
  #closed = false;

  constructor(folder: string) {
    this.#incoming = join(resolve(folder), 'incoming');
    this.#files = join(resolve(folder), 'files');
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 });
    mkdirSync(this.#files, { recursive: true, mode: 0o700 });
  }

  /** Begins a file. @throws what the operating system says when it cannot be made */
  receive(findDataSet: (head: Buffer) => number): IncomingFile {
    const file = this.#spare ?? this.#make();
    this.#spare = undefined;
    return new IncomingFile(file, findDataSet);
  }

  #make(): TemporaryFile {
    const path = this.#temporaryPath();
    return { path, descriptor: openSync(path, 'wx+', 0o600) };
  }

  readonly #temporaryPath = (): string => join(this.#incoming, `${process.pid}-${randomUUID()}`);

  /** Makes the next object's file while this one's is synced. */
  #makeSpare(): void {
    if (this.#spare || this.#sparing || this.#closed) return;
    const path = this.#temporaryPath();
    this.#sparing = openFile(path, 'wx+', 0o600)
      .then((descriptor) => {
        this.#spare = { path, descriptor };
      })
      .catch(() => {}) // the next object tries again, and its sender is told
      .finally(() => {
        this.#sparing = undefined;
      });
  }

  pathOf(consortium: string, digest: string): string {
    return join(this.#files, consortium, digest.slice(0, 2), digest);
  }

  /** Moves a file to its place; resolves when it would survive a loss of power there. */
  async keep(consortium: string, file: CompleteFile): Promise<void> {
    const path = this.pathOf(consortium, file.digest);
    const folders = await this.#foldersOf(consortium);
    const folder = folders[Number.parseInt(file.digest.slice(0, 2), 16)] as number;
    // a durable file of this content must not be replaced by one that is not durable yet
    const data = syncData(file.descriptor);
    this.#makeSpare();
    if (existsSync(path)) await data;
    renameSync(file.temporaryPath, path);
    await Promise.all([data, this.#sync(folder)]);
  }

  #foldersOf(consortium: string): Promise<readonly number[]> {
    let folders = this.#folders.get(consortium);
    if (!folders) {
      folders = this.#makeFolders(join(this.#files, consortium));
      folders.catch(() => this.#folders.delete(consortium));
      this.#folders.set(consortium, folders);
    }
    return folders;
  }

  async #makeFolders(parent: string): Promise<readonly number[]> {
    const names = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
    for (const name of names) mkdirSync(join(parent, name), { recursive: true, mode: 0o700 });
    await syncFolder(parent);
    await syncFolder(this.#files);
    return names.map((name) => openSync(join(parent, name), 'r'));
  }

  /** One sync at a time for a folder; who comes while one runs shares the next. */
  #sync(folder: number): Promise<void> {
    const under = this.#syncs.get(folder);
    if (!under) {
      const running = syncAll(folder).finally(() => {
        if (!this.#syncs.get(folder)?.next) this.#syncs.delete(folder);
      });
      this.#syncs.set(folder, { running, next: undefined });
      return running;
    }
    under.next ??= under.running
      .catch(() => {})
      .then(() => {
        this.#syncs.delete(folder);
        return this.#sync(folder);
      });
    return under.next;
  }

  /** Consortia that have files. */
  async consortia(): Promise<string[]> {
    return readdir(this.#files);
  }

  /** Digests of the files of a consortium that were last written before `before` (ms since 1970), in batches. */
  async *olderThan(consortium: string, before: number): AsyncGenerator<string[]> {
    for (const folder of await readdir(join(this.#files, consortium))) {
      const batch: string[] = [];
      for (const digest of await readdir(join(this.#files, consortium, folder))) {
        const found = await stat(join(this.#files, consortium, folder, digest)).catch(() => undefined);
        if (found && found.mtimeMs < before) batch.push(digest);
      }
      if (batch.length > 0) yield batch;
    }
  }

  async remove(consortium: string, digest: string): Promise<void> {
    await unlink(this.pathOf(consortium, digest));
  }

  /** Removes what was on its way when a process died. */
  async removeAbandoned(before: number): Promise<void> {
    for (const name of await readdir(this.#incoming)) {
      const path = join(this.#incoming, name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtimeMs < before) await unlink(path).catch(() => {});
    }
  }

  /** Lets go of the folders; nothing may be on its way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sparing;
    if (this.#spare) {
      await closeDescriptor(this.#spare.descriptor);
      await unlink(this.#spare.path);
      this.#spare = undefined;
    }
    for (const folders of this.#folders.values()) for (const folder of await folders.catch(() => [])) await closeDescriptor(folder);
    this.#folders.clear();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
