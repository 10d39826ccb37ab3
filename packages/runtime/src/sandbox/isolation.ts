import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Limits } from '@consilium/contract';

/**
 * How well a service is shut in: `full` by bubblewrap (files, network, processes); `partial` by a network namespace and
 * Node's permission model; `none` by the permission model alone, which leaves the network open and is shown to people.
 */
export type Isolation = 'full' | 'partial' | 'none';

export interface Enclosure {
  readonly serviceFolder: string;
  /** Folder of the job's input files, read-only. */
  readonly inputFolder: string;
  readonly limits: Limits;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const PACKAGES = join(dirname(CHILD), '..', '..', '..');
const ROOT = dirname(PACKAGES);
/** All that the child may read of the platform: what services may import, and itself. */
const READABLE = [
  ...['contract', 'fhir', 'dicom', 'volume'].map((name) => join(PACKAGES, name)),
  join(ROOT, 'node_modules'),
  dirname(CHILD),
];
/** What Node reserves before a service has done anything (measured: 607 MB); `usedMemoryMB` bounds what is really used. */
const RESERVED_MB = 700;
const SCRATCH_MB = 64;

/** The command that runs `child.ts` on a service's folder within its limits. */
export function command(isolation: Isolation, { serviceFolder, inputFolder, limits }: Enclosure): readonly [string, readonly string[]] {
  const readable = [...READABLE, serviceFolder, inputFolder];
  const node = [
    process.execPath,
    `--max-old-space-size=${Math.max(64, Math.round(limits.memoryMB))}`,
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    '--permission', // inside bubblewrap a second wall: no child processes, no worker threads
    '--allow-addons',
    ...(isolation === 'full' ? ['--allow-fs-read=*'] : [...readable, join(ROOT, 'package.json')].map((path) => `--allow-fs-read=${path}`)),
    CHILD,
    serviceFolder,
  ];
  const processorSeconds = Math.ceil(limits.seconds) * availableParallelism() + 5;
  const bounds = has('prlimit')
    ? [
        'prlimit',
        `--data=${Math.round(limits.memoryMB + RESERVED_MB) * 2 ** 20}`,
        `--cpu=${processorSeconds}`,
        '--core=0',
        '--fsize=0',
        '--',
      ]
    : [];
  const [file = '', ...args] = [...bounds, ...walls(isolation, readable), ...node];
  return [file, args];
}

function walls(isolation: Isolation, readable: readonly string[]): readonly string[] {
  if (isolation === 'partial') return ['unshare', '--user', '--map-root-user', '--net', '--'];
  if (isolation === 'none') return [];
  const system = ['/usr', '/lib', '/lib64', '/bin', '/etc/ld.so.cache'].flatMap((path) => ['--ro-bind-try', path, path]);
  return [
    'bwrap',
    '--unshare-all',
    '--die-with-parent',
    '--clearenv',
    '--setenv',
    'TZ',
    'UTC',
    '--setenv',
    'LANG',
    'C.UTF-8',
    '--hostname',
    'service',
    ...system,
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--size',
    String(SCRATCH_MB * 2 ** 20),
    '--tmpfs',
    '/tmp',
    '--ro-bind',
    process.execPath,
    process.execPath,
    ...readable.flatMap((path) => ['--ro-bind', path, path]),
    '--chdir',
    '/tmp',
    '--',
  ];
}

let detected: Isolation | undefined;
/** The best isolation that this machine allows, found by trying it once. */
export function detectIsolation(): Isolation {
  detected ??= (['full', 'partial'] as const).find(works) ?? 'none';
  return detected;
}

function works(isolation: Isolation): boolean {
  const [file = '', ...args] = [...walls(isolation, []), process.execPath, '-e', '0'];
  return spawnSync(file, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

const found = new Map<string, boolean>();
function has(tool: string): boolean {
  const known =
    found.get(tool) ??
    (process.env.PATH ?? '')
      .split(':')
      .some((folder) => folder.startsWith(sep) && spawnSync('test', ['-x', join(folder, tool)]).status === 0);
  found.set(tool, known);
  return known;
}
