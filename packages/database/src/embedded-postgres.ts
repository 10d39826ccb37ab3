import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError } from './errors.ts';
import { postgresFolder } from './postgres-binaries.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; made if absent. */
  readonly folder: string;
  /** Extra settings, `name=value`. */
  readonly settings?: readonly string[];
}

/** A running cluster. `owned`: this process started it, or took it over from one that died, and stops it on `stop`. */
export interface EmbeddedPostgres {
  readonly socketFolder: string;
  readonly owned: boolean;
  stop(): Promise<void>;
}

const SETTINGS = [
  'listen_addresses=', // no TCP at all: only who may enter the socket's folder can connect
  'max_connections=60',
  'shared_buffers=128MB',
  'jit=off',
  'wal_compression=on',
  'log_min_messages=warning',
];

/** How often a process that found the server running looks whether it still is. */
const TAKE_OVER_MS = 300;

/**
 * Starts PostgreSQL on `folder`, or attaches to the one that a living Consilium process runs there.
 *
 * - A cluster whose owner was killed is taken over as it runs: nothing committed is lost and nothing waits for recovery.
 * - A server that dies while its owner lives is started again; connections made meanwhile fail and can be retried.
 * - As root the server runs in a user namespace (`unshare`), because PostgreSQL refuses uid 0: no extra user is needed, and it
 *   works in folders that only root can enter.
 *
 * @throws DatabaseError `initdb-failed`, `start-failed`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const socketFolder = prepareSocketFolder(folder);
  const native = postgresFolder();
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(native, folder);

  const ownerFile = join(folder, 'consilium.owner');
  let stopping = false;
  let child: ChildProcess | undefined;
  const start = (): void => {
    prepareSocketFolder(folder); // an owner that ended has removed it
    const log = openSync(join(folder, 'server.log'), 'a', 0o600);
    const settings = [...SETTINGS, `unix_socket_directories=${socketFolder}`, ...(options.settings ?? [])].flatMap((s) => ['-c', s]);
    const [command, args] = unprivileged(join(native, 'bin', 'postgres'), ['-D', folder, ...settings]);
    // a session of its own: Ctrl-C reaches the platform first, which drains and then stops the server
    child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, env: serverEnvironment() });
    closeSync(log);
    child.unref();
    child.once('exit', () => {
      setTimeout(() => !stopping && readPid(ownerFile) === process.pid && !livingPostmaster(folder) && start(), 250).unref();
    });
  };
  const take = (): void => {
    writeFileSync(ownerFile, String(process.pid), { mode: 0o600 });
    if (!livingPostmaster(folder)) start();
  };
  // beside a living owner this process is a guest; when the owner ends and takes the server with it, a guest takes over
  const guest = livingPostmaster(folder) !== undefined && livingOwner(ownerFile);
  const watch =
    guest &&
    setInterval(
      () => !stopping && readPid(ownerFile) !== process.pid && !livingPostmaster(folder) && !livingOwner(ownerFile) && take(),
      TAKE_OVER_MS,
    ).unref();
  if (!guest) take();
  await untilReady(socketFolder, () =>
    child && child.exitCode !== null
      ? `PostgreSQL ended with code ${child.exitCode}:\n${lastLines(join(folder, 'server.log'))}`
      : undefined,
  );
  return {
    socketFolder,
    owned: !guest,
    stop: async () => {
      stopping = true;
      if (watch) clearInterval(watch);
      if (readPid(ownerFile) !== process.pid) return; // another process has taken the cluster over
      const pid = livingPostmaster(folder);
      if (pid) {
        process.kill(pid, 'SIGINT'); // fast shutdown: roll back, write a checkpoint, end
        for (let i = 0; i < 600 && isAlive(pid); i++) await sleep(25);
        if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
      }
      if (readPid(ownerFile) !== process.pid) return;
      rmSync(ownerFile, { force: true });
      try {
        rmdirSync(socketFolder);
      } catch {
        // not empty: somebody has started the server again
      }
    },
  };
}

/** A Unix socket's path must stay below 108 bytes, whatever the length of the data folder's. */
function prepareSocketFolder(folder: string): string {
  const socketFolder = join(tmpdir(), `consilium-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  const found = lstatSync(socketFolder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new DatabaseError('start-failed', `${socketFolder} belongs to somebody else or others may enter it: remove it, or set TMPDIR`);
  return socketFolder;
}

function initialise(native: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const options = [
    '--username=consilium',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=und',
  ];
  const [command, args] = unprivileged(join(native, 'bin', 'initdb'), ['-D', folder, ...options]);
  const made = spawnSync(command, args, { encoding: 'utf8', env: serverEnvironment() });
  if (made.status === 0) return;
  rmSync(join(folder, 'PG_VERSION'), { force: true });
  throw new DatabaseError('initdb-failed', `initdb could not make ${folder}: ${made.error?.message ?? made.stderr.trim()}`);
}

function unprivileged(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]];
}

/** Only what the server needs: the environment may hold no language, or somebody's secrets. */
const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' });

function livingPostmaster(folder: string): number | undefined {
  const pid = readPid(join(folder, 'postmaster.pid'));
  if (!pid || !isAlive(pid)) return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? pid : undefined;
  } catch {
    return existsSync('/proc') ? undefined : pid; // no /proc on this system: trust the pid file
  }
}

function livingOwner(file: string): boolean {
  const pid = readPid(file);
  return pid !== undefined && pid !== process.pid && isAlive(pid);
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')); // a zombie is dead
  } catch {
    return true;
  }
}

async function untilReady(socketFolder: string, failure: () => string | undefined): Promise<void> {
  const deadline = Date.now() + 60_000; // crash recovery of a large journal may take this long
  for (;;) {
    const failed = failure();
    if (failed) throw new DatabaseError('start-failed', failed);
    const client = new pg.Client({ host: socketFolder, user: 'consilium', database: 'postgres' });
    try {
      await client.connect();
      return;
    } catch (cause) {
      if (Date.now() > deadline) throw new DatabaseError('start-failed', `PostgreSQL does not answer in ${socketFolder}`, { cause });
      await sleep(20);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-8).join('\n') : '';
}
