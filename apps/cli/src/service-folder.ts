import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '@consilium/server';
import { CommandError } from './command-error.ts';

export const SERVICES = join(import.meta.dirname, '../../../services');

/** The folder of a service by its name, in the repository or in `CONSILIUM_SERVICES`. */
export function serviceFolder(name: string): string {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) throw new CommandError(`${name}: a service is named in lower case, with digits and hyphens`);
  const places = [SERVICES, ...readConfiguration(process.env).serviceFolders];
  const found = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'service.ts')));
  if (found) return found;
  const known = places
    .filter(existsSync)
    .flatMap((place) => readdirSync(place).filter((entry) => existsSync(join(place, entry, 'service.ts'))));
  throw new CommandError(`${name}: no such service; there are ${known.join(', ') || 'none'}`);
}
