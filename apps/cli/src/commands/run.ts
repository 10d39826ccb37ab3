import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from '@consilium/contract';
import { describeService, runServiceOnce } from '@consilium/runtime';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { createProgress } from '../progress.ts';
import { readRunInput } from '../run-input.ts';
import { serviceFolder } from '../service-folder.ts';

/** `consilium run`: one service on one input, through the same sandbox as patients' data, without server or database. */
export function runCommand(program: Command): void {
  program
    .command('run <service>')
    .description('run a service on one input and print its result; nothing is stored')
    .requiredOption('--input <path>', 'a JSON file with the input, or a DICOM file or folder of one series')
    .option('--output <dir>', 'folder for the DICOM objects that it makes')
    .action(async (name: string, { input, output }: { input: string; output?: string }) => {
      if (!existsSync(input)) throw new CommandError(`--input ${input}: no such file or folder`);
      const folder = serviceFolder(name);
      const given = await readRunInput(resolve(input));
      const manifest = await describeService(folder);
      requireKind(manifest, given, input);
      const progress = createProgress();
      const { result, dicom, isolation, seconds } = await runServiceOnce(folder, given, {
        manifest,
        onProgress: (share, step) => progress.show(share, step?.en ?? ''),
      });
      progress.end();
      console.log(JSON.stringify(result, null, 2));
      if (output && dicom.length > 0) {
        mkdirSync(output, { recursive: true });
        for (const object of dicom) writeFileSync(join(output, `${object.sopInstanceUid.replace(/[^0-9.]/g, '')}.dcm`), object.bytes);
      }
      console.error(
        `${seconds.toFixed(1)} s, isolation ${isolation}${dicom.length > 0 ? `, ${dicom.length} DICOM objects${output ? ` in ${output}` : ' (--output keeps them)'}` : ''}`,
      );
    });
}

/** A service of series takes DICOM, any other JSON. */
function requireKind({ name, trigger }: Manifest, given: unknown, input: string): void {
  const { instances } = (given as { series?: { instances?: unknown } } | null)?.series ?? {};
  if (trigger.kind === 'series' && !Array.isArray(instances))
    throw new CommandError(`--input ${input}: ${name} reads images: give a DICOM file, or the folder of one series`);
  if (trigger.kind !== 'series' && instances !== undefined)
    throw new CommandError(`--input ${input}: ${name} is started by ${trigger.kind}: give a JSON file with its input`);
}
