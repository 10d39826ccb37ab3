import type { Configuration } from '@consilium/server';
import { CommandError } from './command-error.ts';
import { reasonOf } from './error-text.ts';

const FOLDER = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST', 'ENOSPC']);
/** PostgreSQL: no right to enter (28), no such database, no privilege. */
const REFUSED = /^(28...|3D000|42501)$/;
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** An error of the start, told by the setting that decides it and what to do; another error stays as it is. */
export function explained(error: unknown, { home, databaseUrl, port, dicomPort, host }: Configuration): unknown {
  const { code = '', port: taken } = error as NodeJS.ErrnoException & { port?: number };
  const say = (text: string): CommandError => new CommandError(text, { cause: error });
  if (code === 'EADDRINUSE' || (code === 'EACCES' && taken)) {
    const setting = taken === dicomPort && taken !== port ? 'DICOM_PORT' : 'PORT';
    return say(
      `${setting}=${taken}: ${code === 'EACCES' ? 'not allowed' : 'taken by another program'}: give another ${setting}, or stop what listens there`,
    );
  }
  if (code === 'EADDRNOTAVAIL') return say(`HOST=${host}: no address of this machine: give one of its own, 127.0.0.1 or 0.0.0.0`);
  if (databaseUrl && (REFUSED.test(code) || UNREACHABLE.has(code)))
    return say(
      `DATABASE_URL=${withoutPassword(databaseUrl)}: ${reasonOf(error)}: start PostgreSQL there, or correct address, user and password`,
    );
  if (!databaseUrl && FOLDER.has(code))
    return say(`CONSILIUM_HOME=${home}: ${reasonOf(error)}: give a folder with room that you may write`);
  return error;
}

const withoutPassword = (url: string): string => {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
};
