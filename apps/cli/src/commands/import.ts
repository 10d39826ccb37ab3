import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { listConsortia, systemContext } from '@consilium/access';
import type { Foundation } from '@consilium/server';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../error-text.ts';
import { importFile, refuse, type Tally } from '../import-file.ts';
import { filesBelow } from '../import-sources.ts';
import { createProgress } from '../progress.ts';
import { withFoundation } from '../with-foundation.ts';

/** `consilium import`: DICOM and FHIR from files. */
export function importCommand(program: Command): void {
  program
    .command('import <path...>')
    .description('take in DICOM files and folders, FHIR JSON, NDJSON and bundles (gzip too); running it twice changes nothing')
    .option('--organization <id>', 'the organisation that DICOM files come from', 'county-hospital')
    .option('--consortium <id>', 'needed only where there are several')
    .addHelpText('after', '\nWhat is refused is listed with its reason, the rest is taken in; the exit code is then 1.')
    .action(async (paths: string[], options: { organization: string; consortium?: string }) => {
      for (const path of paths) if (!existsSync(path)) throw new CommandError(`${path}: no such file or folder`);
      await withFoundation(async (foundation, _configuration, signal) => {
        const context = systemContext(await chooseConsortium(foundation, options.consortium), options.organization, 'import');
        const tally: Tally = { instances: 0, instancesKnown: 0, created: 0, unchanged: 0, updated: 0, refused: [] };
        const files: { readonly file: string; readonly size: number }[] = [];
        for (const path of paths)
          for await (const file of filesBelow(path, (place, error) => refuse({ tally }, place, reasonOf(error))))
            files.push({ file, size: await sizeOf(file) });
        const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
        const progress = createProgress();
        let before = 0;
        try {
          for (const { file, size } of files) {
            signal.throwIfAborted();
            const onBytes = (read: number): void => progress.show((before + read) / total, file);
            onBytes(0);
            await importFile({ foundation, context, tally, signal, onBytes }, file);
            before += size;
          }
          progress.show(1, `${files.length} ${files.length === 1 ? 'file' : 'files'}`);
        } finally {
          progress.end();
          report(tally, signal.aborted);
        }
      });
    });
}

async function chooseConsortium({ database }: Foundation, wanted: string | undefined): Promise<string> {
  const known = (await database.platformTransaction(listConsortia)).map((c) => c.id);
  if (known.length === 0)
    throw new CommandError('there is no consortium yet: run consilium simulate, npm start, or consilium user add --consortium ID first');
  const chosen = wanted ?? (known.length === 1 ? known[0] : undefined);
  if (!chosen) throw new CommandError(`give --consortium: there are ${known.join(', ')}`);
  if (!known.includes(chosen)) throw new CommandError(`--consortium ${chosen}: there is only ${known.join(', ')}`);
  return chosen;
}

function report({ instances, instancesKnown, created, updated, unchanged, refused }: Tally, stopped: boolean): void {
  const n = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  if (instances + instancesKnown > 0) console.log(`DICOM  ${n(instances, 'instance')} stored, ${instancesKnown} known already`);
  if (created + unchanged + updated > 0)
    console.log(`FHIR   ${n(created, 'resource')} created, ${updated} updated, ${unchanged} known already`);
  for (const { file, reason } of refused) console.log(`refused  ${file}: ${reason}`);
  if (stopped) console.log('Stopped before the end: what is counted above is kept; run it again to take in the rest.');
  else console.log(refused.length === 0 ? 'Nothing was refused.' : `${refused.length} refused.`);
  if (refused.length > 0) process.exitCode = 1;
}

/** 0 for what is gone again: taking it in will say so. */
const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
