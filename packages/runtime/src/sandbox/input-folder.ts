import { constants, copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { SeriesInput } from '@consilium/contract';

/** A folder with a job's input files and nothing else; what the sandbox may read. */
export interface InputFolder {
  readonly folder: string;
  /**
   * The input with the file of each instance of its `series` placed in the folder. Only there: a parameter of a request
   * that happens to look like a path must not pull a file of the platform into the sandbox.
   */
  place(input: unknown): unknown;
  remove(): void;
}

/** The rest of a folder's name is the process that made it, so that its images can be removed when it was killed. */
const PREFIX = 'consilium-job-';

/** Removes the input folders of processes that were killed. */
export function sweepInputFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another user's
  }
}

/** Makes an empty input folder. Files are hard-linked where the file system allows it, else copied. */
export function makeInputFolder(): InputFolder {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  const folder = join(parent, 'input');
  mkdirSync(folder);
  const placed = new Map<string, string>();
  const placeFile = (source: string): string => {
    const known = placed.get(source);
    if (known) return known;
    const target = join(folder, `${placed.size + 1}${extname(source).slice(0, 8) || '.dcm'}`);
    linkOrCopy(source, target);
    placed.set(source, target);
    return target;
  };
  return {
    folder,
    place(input) {
      const { series } = input as { series?: SeriesInput };
      if (!series) return input;
      return {
        ...(input as object),
        series: { ...series, instances: series.instances.map((instance) => ({ ...instance, file: placeFile(instance.file) })) },
      };
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function linkOrCopy(source: string, target: string): void {
  const file = realpathSync(source);
  try {
    linkSync(file, target);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(file, target, constants.COPYFILE_FICLONE);
  }
}
