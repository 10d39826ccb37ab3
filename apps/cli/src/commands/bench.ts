import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchResult } from '@consilium/contract';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../error-text.ts';
import { createProgress } from '../progress.ts';
import { serviceFolder } from '../service-folder.ts';

/** `consilium bench`: a service's figures on a folder of labelled cases; needs neither server nor database. */
export function benchCommand(program: Command): void {
  program
    .command('bench <service>')
    .description('measure a service on a folder of labelled cases')
    .requiredOption('--data <dir>', 'folder laid out as the service’s README says')
    .option('--json', 'print one JSON object')
    .action(async (name: string, { data, json }: { data: string; json?: boolean }) => {
      const file = join(serviceFolder(name), 'bench.ts');
      if (!existsSync(file)) throw new CommandError(`${name} has no bench.ts, so it cannot be measured`);
      if (!existsSync(data)) throw new CommandError(`--data ${data}: no such folder`);
      const { bench } = (await import(pathToFileURL(file).href)) as { bench: Bench };
      const progress = createProgress();
      const result = await bench(resolve(data), (done, total, step) => progress.show(done / Math.max(total, 1), step)).catch(
        (cause: unknown) => {
          throw new CommandError(`--data ${data}: ${reasonOf(cause)}: services/${name}/README.md says how the folder is laid out`, {
            cause,
          });
        },
      );
      progress.end();
      if (json) console.log(JSON.stringify(result));
      else print(result);
    });
}

function print(result: BenchResult): void {
  console.log(
    `${result.service} ${result.version}: ${result.n} cases, ${result.declined} declined, ${result.secondsPerCase.toFixed(2)} s a case`,
  );
  for (const [name, { value, low, high }] of Object.entries(result.metrics))
    console.log(`  ${name.padEnd(14)} ${value.toFixed(4)}   95 % ${low.toFixed(4)}–${high.toFixed(4)}`);
}
