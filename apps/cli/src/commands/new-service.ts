import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { SERVICES } from '../service-folder.ts';

const TEMPLATE = join(import.meta.dirname, '../../template');

/** `consilium new service NAME`: a folder that already passes its tests. */
export function newServiceCommand(program: Command): void {
  program
    .command('new')
    .description('begin something new')
    .command('service <name>')
    .description('write services/<name>: a small service with its card, README and test, ready to be changed')
    .option('--in <dir>', 'folder to write it into', SERVICES)
    .action((name: string, options: { in: string }) => {
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
        throw new CommandError(`${name}: use lower-case words joined by hyphens, such as body-mass-index`);
      const folder = join(options.in, name);
      if (existsSync(folder)) throw new CommandError(`${folder} exists already: choose another name`);
      for (const file of templateFiles(TEMPLATE)) {
        const target = join(folder, relative(TEMPLATE, file).replace(/\.template$/, ''));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, readFileSync(file, 'utf8').replaceAll('__NAME__', name));
      }
      console.log(
        `${folder} stands. Next: npx vitest run ${relative(process.cwd(), folder)}, then npx consilium run ${name} --input ${join(relative(process.cwd(), folder), 'test/example.json')}`,
      );
    });
}

const templateFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? templateFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  );
