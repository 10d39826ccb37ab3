import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrations as access, createConsortium, registerAeTitle, systemContext } from '@consilium/access';
import { type Archive, createArchive, migrations, startDimse } from '@consilium/archive';
import type { Database } from '@consilium/database';
import { createTestDatabase } from '@consilium/database/testing';
import { migrations as record, searchResources } from '@consilium/record';
import type { FhirResource } from 'fhir/r4.js';

/** An archive on its own database and folder, with its DIMSE port open. AE titles CT1 (organisation hospital) and MR1 (township). */
export interface Standing {
  readonly database: Database;
  readonly archive: Archive;
  readonly folder: string;
  readonly port: number;
  readonly errors: unknown[];
  /** What the record of the consortium holds. */
  search(type: FhirResource['resourceType'], query?: string, consortium?: string): Promise<FhirResource[]>;
  files(): string[];
  close(): Promise<void>;
}

export async function standArchive(options: { readonly announceAfterMs?: number } = {}): Promise<Standing> {
  const { database, drop } = await createTestDatabase([access, record, migrations]);
  await database.platformTransaction(async (transaction) => {
    await createConsortium(transaction, { id: 'county', name: 'County' });
    await createConsortium(transaction, { id: 'elsewhere', name: 'Elsewhere' });
    await registerAeTitle(transaction, { aeTitle: 'CT1', consortium: 'county', organization: 'hospital' });
    await registerAeTitle(transaction, { aeTitle: 'MR1', consortium: 'county', organization: 'township' });
    await registerAeTitle(transaction, { aeTitle: 'FAR', consortium: 'elsewhere', organization: 'far-hospital' });
  });
  const folder = mkdtempSync(join(tmpdir(), 'consilium-archive-'));
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const archive = await createArchive({ database, folder, announceAfterMs: options.announceAfterMs ?? 200, onError });
  const dimse = await startDimse({ archive, database, host: '127.0.0.1', port: 0, aeTitle: 'CONSILIUM', onError });
  return {
    database,
    archive,
    folder,
    port: dimse.port,
    errors,
    search: async (type, query = '', consortium = 'county') => {
      const context = systemContext(consortium, 'hospital', 'test');
      return (await database.transaction(context, (transaction) => searchResources(context, transaction, type, new URLSearchParams(query))))
        .resources;
    },
    files: () => filesBelow(folder),
    close: async () => {
      await dimse.close(100);
      await archive.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** All files in and below a folder that hold something. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path);
    return found.isDirectory() ? filesBelow(path) : found.size > 0 ? [path] : []; // an empty one stands ready for the next object
  });
}

export function hasTool(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Folder of data sets that are not part of the repository. */
export const sharedData = process.env.CONSILIUM_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');

export interface ToolResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool to its end; both streams together. */
export async function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
  const { spawn } = await import('node:child_process');
  const child = spawn(command, args, { env: { ...process.env, ...environment } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? -1)));
  return { code, output };
}
