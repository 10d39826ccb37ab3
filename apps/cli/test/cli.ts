import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hippocampusPhantom } from '@consilium/simulate';

export { DATA, type RunningPlatform, startServer, until } from '../../../stories/platform.ts';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `consilium` command on one home, each call a process of its own, as a person types it. */
export interface Cli {
  readonly home: string;
  run(...args: string[]): Promise<Ended>;
  /** With other settings, or something on standard input. */
  runWith(options: { readonly env?: Record<string, string>; readonly input?: string }, ...args: string[]): Promise<Ended>;
  /** Started and not waited for. */
  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  startWith(env: Record<string, string>, ...args: string[]): ReturnType<Cli['start']>;
  remove(): void;
}

export function openCli(home = mkdtempSync(join(tmpdir(), 'consilium-cli-'))): Cli {
  const start = (options: { readonly env?: Record<string, string> }, args: readonly string[]): ReturnType<Cli['start']> => {
    const child = spawn(process.execPath, [join(ROOT, 'apps/cli/bin/consilium.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, CONSILIUM_HOME: home, ...options.env },
      detached: true, // a process group of its own, which Ctrl-C reaches as a whole
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdin.on('error', () => {}); // a command that reads nothing may be gone before it is written to
    const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
    return { child, ended };
  };
  const runWith: Cli['runWith'] = ({ input, ...options }, ...args) => {
    const { child, ended } = start(options, args);
    child.stdin?.end(input ?? '');
    return ended;
  };
  return {
    home,
    runWith,
    run: (...args) => runWith({}, ...args),
    start: (...args) => start({}, args),
    startWith: (env, ...args) => start({ env }, args),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Processes whose command line names a folder. */
export const processesOf = (folder: string): string =>
  spawnSync('pgrep', ['-af', folder], { encoding: 'utf8' })
    .stdout.replace(/^.*pgrep.*$/gm, '')
    .trim();

export function write(file: string, content: string | Uint8Array): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A generated MR series of somebody invented, one file an instance. */
export function writePhantom(folder: string, seed: number): string {
  const { instances } = hippocampusPhantom(seed, { patient: { id: `CLI-${seed}`, name: '=测试^命令' } });
  for (const [i, { bytes }] of instances.entries()) write(join(folder, `${i + 1}.dcm`), bytes);
  return folder;
}
