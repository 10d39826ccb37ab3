import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A folder of the shared data beside the repository (or `CONSILIUM_DATA`), or undefined where it is absent. */
export function sharedData(name: string): string | undefined {
  const root = process.env['CONSILIUM_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
  return existsSync(`${root}/${name}`) ? `${root}/${name}` : undefined;
}

export function hasTool(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
