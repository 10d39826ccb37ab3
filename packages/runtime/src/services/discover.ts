import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, Text } from '@consilium/contract';
import { deviceIdOf, type ServiceVersion } from '@consilium/registry';
import { describeService } from '../sandbox/run-service-once.ts';
import { digestService, type ServiceDigests } from './digest.ts';

/** A service as found in its folder. */
export interface InstalledService {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly card: unknown;
  readonly digests: ServiceDigests;
  readonly device: string;
}

export interface Discovery {
  readonly services: readonly InstalledService[];
  /** A line for each folder that could not be used, with the reason. */
  readonly problems: readonly string[];
}

/**
 * Looks for services in the subfolders of these folders, or in a folder that is a service itself. No code of a service
 * is loaded here: a sandboxed child says what it is, unless its very files are in `known` already.
 */
export async function discoverServices(folders: readonly string[], known: readonly ServiceVersion[] = []): Promise<Discovery> {
  const services: InstalledService[] = [];
  const problems: string[] = [];
  for (const folder of folders.filter((path) => existsSync(path)).flatMap(serviceFolders)) {
    try {
      const service = await installed(folder, known);
      const twin = services.find(({ manifest }) => manifest.name === service.manifest.name);
      if (twin) problems.push(`${folder}: ${twin.folder} has the same name ${service.manifest.name}: rename one of them`);
      else services.push(service);
    } catch (error) {
      problems.push(`${folder}: ${(error as Error).message}`);
    }
  }
  return { services, problems };
}

function serviceFolders(path: string): readonly string[] {
  const folder = realpathSync(path);
  if (existsSync(join(folder, 'service.ts'))) return [folder];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((inner) => existsSync(join(inner, 'service.ts')))
    .sort();
}

async function installed(folder: string, known: readonly ServiceVersion[]): Promise<InstalledService> {
  const digests = digestService(folder);
  const seen = known.find(({ codeDigest, weightsDigest }) => codeDigest === digests.code && weightsDigest === digests.weights);
  const manifest = seen?.manifest ?? (await describeService(folder));
  return {
    manifest,
    folder,
    card: readCard(folder),
    digests,
    device: deviceIdOf(manifest.name, manifest.version, digests.code, digests.weights),
  };
}

function readCard(folder: string): unknown {
  const path = join(folder, 'card.json');
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`card.json is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Working limits that the card states, for the page beside a draft. */
export function limitsOf(card: unknown): readonly Text[] {
  const limits = (card as { limits?: unknown } | null)?.limits;
  return Array.isArray(limits)
    ? limits.filter((limit): limit is Text => typeof limit?.zh === 'string' && typeof limit?.en === 'string')
    : [];
}
