import { readFileSync } from 'node:fs';

/**
 * Anonymous memory of a process and all its descendants, in MB; undefined where `/proc` does not tell. The limit that
 * `prlimit --data` sets counts what is reserved, of which Node alone reserves 600 MB, so what is used is watched beside it.
 */
export function usedMemoryMB(pid: number): number | undefined {
  try {
    let kilobytes = 0;
    for (const process of descendants(pid))
      kilobytes += Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0);
    return kilobytes / 1024;
  } catch {
    return undefined; // ended meanwhile, or no such file system
  }
}

function descendants(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(descendants)];
}
