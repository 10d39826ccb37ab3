import { existsSync } from 'node:fs';
import { listConsortia, systemContext } from '@consilium/access';
import { storeInstance } from '@consilium/archive';
import { parseJson } from '@consilium/fhir';
import { importBundle } from '@consilium/record';
import type { Foundation } from '@consilium/server';
import type { Command } from 'commander';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { CommandError } from '../command-error.ts';
import { filesBelow, kindOf, readLines, readText } from '../import-sources.ts';
import { createProgress } from '../progress.ts';
import { withFoundation } from '../with-foundation.ts';

interface Counts {
  instances: number;
  instancesKnown: number;
  created: number;
  unchanged: number;
  updated: number;
}

interface Refusal {
  readonly file: string;
  readonly reason: string;
}

/** `consilium import`: DICOM and FHIR from files. */
export function importCommand(program: Command): void {
  program
    .command('import <path...>')
    .description('take in DICOM files and folders, FHIR JSON, NDJSON and bundles (gzip too); running it twice changes nothing')
    .option('--organization <id>', 'for whom', 'county-hospital')
    .option('--consortium <id>', 'needed only where there are several')
    .action(async (paths: string[], options: { organization: string; consortium?: string }) => {
      for (const path of paths) if (!existsSync(path)) throw new CommandError(`${path}: no such file or folder`);
      await withFoundation(async (foundation) => {
        const consortium = await chooseConsortium(foundation, options.consortium);
        const context = systemContext(consortium, options.organization, 'import');
        const files: string[] = [];
        for (const path of paths) for await (const file of filesBelow(path)) files.push(file);
        const counts: Counts = { instances: 0, instancesKnown: 0, created: 0, unchanged: 0, updated: 0 };
        const refused: Refusal[] = [];
        const progress = createProgress();
        for (const [i, file] of files.entries()) {
          progress.show(i / files.length, file);
          await takeIn(foundation, context, file, counts, refused);
        }
        progress.show(1, `${files.length} files`);
        progress.end();
        report(counts, refused);
      });
    });
}

async function chooseConsortium({ database }: Foundation, wanted: string | undefined): Promise<string> {
  const known = (await database.platformTransaction(listConsortia)).map((c) => c.id);
  const chosen = wanted ?? (known.length === 1 ? known[0] : undefined);
  if (!chosen) throw new CommandError(known.length === 0 ? 'there is no consortium yet: run consilium simulate, npm start, or consilium user add --consortium ID first' : `give --consortium: there are ${known.join(', ')}`);
  if (!known.includes(chosen)) throw new CommandError(`--consortium ${chosen}: there is ${known.join(', ') || 'none'}`);
  return chosen;
}

async function takeIn({ database, archive }: Foundation, context: ReturnType<typeof systemContext>, file: string, counts: Counts, refused: Refusal[]): Promise<void> {
  const takeBundle = async (resource: FhirResource, where: string): Promise<void> => {
    const result = await database.transaction(context, (t) => importBundle(context, t, asBundle(resource, where)));
    counts.created += result.created;
    counts.unchanged += result.unchanged;
    counts.updated += result.updated;
  };
  try {
    switch (kindOf(file)) {
      case 'dicom': {
        const stored = await storeInstance(context, archive, file, { receivedFrom: 'import' });
        if (stored.outcome === 'stored') counts.instances++;
        else if (stored.outcome === 'duplicate') counts.instancesKnown++;
        else refused.push({ file, reason: stored.reason ?? 'other content stands under its SOP Instance UID' });
        if (stored.conflict) refused.push({ file, reason: `kept, but held until a person decides whose it is (conflict ${stored.conflict})` });
        return;
      }
      case 'json':
        return await takeBundle(parseJson(await readText(file)) as FhirResource, file);
      case 'ndjson': {
        let line = 0;
        for await (const text of readLines(file)) {
          line++;
          try {
            await takeBundle(parseJson(text) as FhirResource, `${file}#${line}`);
          } catch (error) {
            refused.push({ file: `${file}, line ${line}`, reason: reasonOf(error) });
          }
        }
        return;
      }
      case 'dicomdir':
        return; // a directory of the files beside it, which are taken in themselves
      case 'unknown':
        refused.push({ file, reason: 'neither DICOM nor FHIR JSON' });
    }
  } catch (error) {
    refused.push({ file, reason: reasonOf(error) });
  }
}

/** A resource alone becomes a transaction of one entry; without an id, the place where it was found stands for one. */
function asBundle(resource: FhirResource, where: string): Bundle {
  if (resource?.resourceType === 'Bundle') {
    if (resource.type === 'transaction' || resource.type === 'batch' || resource.type === 'collection' || resource.type === 'searchset') return resource;
    throw new CommandError(`a Bundle of type ${resource.type}: transaction, batch, collection and searchset can be imported`);
  }
  if (!resource?.resourceType) throw new CommandError('no resourceType: not a FHIR resource');
  const fullUrl = resource.id ? `urn:consilium:import:${resource.resourceType}/${resource.id}` : `urn:consilium:import:${where}`;
  return { resourceType: 'Bundle', type: 'transaction', entry: [{ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } }] };
}

const reasonOf = (error: unknown): string => (error as Error).message?.split('\n')[0] || String(error);

function report(counts: Counts, refused: readonly Refusal[]): void {
  const n = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  if (counts.instances + counts.instancesKnown > 0) console.log(`DICOM  ${n(counts.instances, 'instance')} stored, ${counts.instancesKnown} known already`);
  if (counts.created + counts.unchanged + counts.updated > 0) console.log(`FHIR   ${n(counts.created, 'resource')} created, ${counts.updated} updated, ${counts.unchanged} known already`);
  for (const { file, reason } of refused) console.log(`refused  ${file}: ${reason}`);
  console.log(refused.length === 0 ? 'Nothing was refused.' : `${refused.length} refused.`);
  if (refused.length > 0) process.exitCode = 1;
}
