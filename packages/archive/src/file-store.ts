import { mkdirSync } from 'node:fs';
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CompleteFile, IncomingFile } from './incoming-file.ts';

/**
 * Files by the SHA-256 of their content: `files/{consortium}/{first 3 digits}/{digest}`; what is on its way stands in
 * `incoming/`. A stored file is never changed.
 */
export class FileStore {
  readonly #incoming: string;
  readonly #files: string;
  /** Folders known to be durable, and syncs of folders under way: many files share one. */
  readonly #folders = new Map<string, Promise<void>>();
  readonly #syncs = new Map<string, Promise<void>>();

  constructor(folder: string) {
    this.#incoming = join(folder, 'incoming');
    this.#files = join(resolve(folder), 'files');
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 });
    mkdirSync(this.#files, { recursive: true, mode: 0o700 });
  }

  receive(findDataSet: (head: Buffer) => number): IncomingFile {
    return new IncomingFile(this.#incoming, findDataSet);
  }

  pathOf(consortium: string, digest: string): string {
    return join(this.#folderOf(consortium, digest), digest);
  }

  #folderOf(consortium: string, digest: string): string {
    return join(this.#files, consortium, digest.slice(0, 3));
  }

  /** Moves a file to its place; resolves when it would survive a loss of power there. */
  async keep(consortium: string, file: CompleteFile): Promise<void> {
    const folder = this.#folderOf(consortium, file.digest);
    await Promise.all([file.handle.datasync(), this.#makeFolder(consortium, folder)]);
    await file.handle.close();
    await rename(file.temporaryPath, join(folder, file.digest));
    await this.#sync(folder);
  }

  #makeFolder(consortium: string, folder: string): Promise<void> {
    let made = this.#folders.get(folder);
    if (!made) {
      made = (async () => {
        const parent = join(this.#files, consortium);
        await mkdir(parent, { mode: 0o700 }).then(() => syncFolder(this.#files), existing);
        await mkdir(folder, { mode: 0o700 }).then(() => syncFolder(parent), existing);
      })();
      made.catch(() => this.#folders.delete(folder));
      this.#folders.set(folder, made);
    }
    return made;
  }

  /** One sync at a time for a folder; who comes while one runs shares the next. */
  #sync(folder: string): Promise<void> {
    const running = this.#syncs.get(folder);
    const next = `${folder}\0next`;
    if (!running) {
      const sync = syncFolder(folder).finally(() => this.#syncs.delete(folder));
      this.#syncs.set(folder, sync);
      return sync;
    }
    let shared = this.#syncs.get(next);
    if (!shared) {
      shared = running
        .catch(() => {})
        .then(() => {
          this.#syncs.delete(next);
          return this.#sync(folder);
        });
      this.#syncs.set(next, shared);
    }
    return shared;
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
}

function existing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
