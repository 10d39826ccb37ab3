import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const CONSILIUM = join(ROOT, 'apps/cli/bin/consilium.js');

/** Folder of the real data, where it is present beside the repository. */
export const DATA: string | undefined = [process.env.CONSILIUM_DATA, join(ROOT, '../shared/data')].find(
  (folder) => folder && existsSync(folder),
);

export const hasTool = (name: string): boolean => spawnSync('which', [name], { stdio: 'ignore' }).status === 0;

/** A whole platform in a process of its own, as a user starts it, in an empty folder. */
export interface RunningPlatform {
  readonly origin: string;
  readonly dicomPort: number;
  readonly home: string;
  readonly process: ChildProcess;
  /** Runs a `consilium` command beside the server. */
  consilium(...args: string[]): Promise<{ stdout: string; stderr: string; code: number }>;
  /** Asks as a user of the simulated county. */
  as(user: string): Promise<(path: string, init?: RequestInit) => Promise<Response>>;
  /** Ctrl-C, and the exit code. */
  stop(): Promise<number>;
}

export async function startServer(
  options: { readonly residents?: number; readonly home?: string; readonly env?: Record<string, string> } = {},
): Promise<RunningPlatform> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'consilium-story-'));
  const [port, dicomPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    CONSILIUM_HOME: home,
    PORT: String(port),
    DICOM_PORT: String(dicomPort),
    CONSILIUM_RESIDENTS: String(options.residents ?? 3),
    ...options.env,
  };
  const child = spawn(process.execPath, ['--initial-heap-size=160', '--max-semi-space-size=8', CONSILIUM, 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const origin = `http://127.0.0.1:${port}`;
  await until('the platform to answer', async () => {
    if (child.exitCode !== null) throw new Error(`consilium serve ended with code ${child.exitCode}:\n${output}`);
    const answer = await fetch(`${origin}/api/seeding`).catch(() => undefined);
    return answer?.ok && output.includes('Ctrl-C') ? true : undefined;
  });
  const consilium: RunningPlatform['consilium'] = async (...args) => {
    try {
      return { ...(await promisify(execFile)(process.execPath, [CONSILIUM, ...args], { env, maxBuffer: 1e8, cwd: ROOT })), code: 0 };
    } catch (error) {
      const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
      return { stdout, stderr, code };
    }
  };
  const tokens = new Map<string, string>();
  return {
    origin,
    dicomPort,
    home,
    process: child,
    consilium,
    async as(user) {
      if (!tokens.has(user)) {
        const { stdout, stderr } = await consilium('token', '--user', user);
        if (!stdout.trim()) throw new Error(`no token for ${user}: ${stderr}`);
        tokens.set(user, stdout.trim());
      }
      return (path, init = {}) =>
        fetch(new URL(path, origin), { ...init, headers: { authorization: `Bearer ${tokens.get(user)}`, ...init.headers } });
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        process.kill(-(child.pid as number), 'SIGINT');
        await ended;
      }
      if (!options.home) rmSync(home, { recursive: true, force: true });
      return child.exitCode ?? 1;
    },
  };
}

/** Polls until `look` answers something, and says what it waited for when that never comes. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Sends DICOM files or folders as a scanner does. */
export async function storescu(port: number, paths: readonly string[], callingAeTitle = 'COUNTY_MR'): Promise<void> {
  await promisify(execFile)('storescu', ['-aet', callingAeTitle, '-aec', 'CONSILIUM', '+sd', '+r', '127.0.0.1', String(port), ...paths]);
}

/** The body of a multipart answer that has one part. */
export function onlyPart(body: Buffer, contentType: string): Buffer {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? '';
  const start = body.indexOf('\r\n\r\n', body.indexOf(`--${boundary}`)) + 4;
  return body.subarray(start, body.indexOf(`\r\n--${boundary}`, start));
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
