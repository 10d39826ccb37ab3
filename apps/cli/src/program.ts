import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { benchCommand } from './commands/bench.ts';
import { doctorCommand } from './commands/doctor.ts';
import { importCommand } from './commands/import.ts';
import { newServiceCommand } from './commands/new-service.ts';
import { runCommand } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import { simulateCommand } from './commands/simulate.ts';
import { tokenCommand } from './commands/token.ts';
import { userCommand } from './commands/user.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const COMMANDS = [
  serveCommand,
  importCommand,
  simulateCommand,
  runCommand,
  benchCommand,
  newServiceCommand,
  userCommand,
  tokenCommand,
  doctorCommand,
];

/** The `consilium` command: a file for each verb. */
export function createProgram(): Command {
  const program = new Command('consilium')
    .description('One record, one image archive, and AI services under a clinician’s signature')
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `consilium: ${text
            .trim()
            .replace(/^error: /, '')
            .replace(/\s*\n\s*/g, ' ')} (--help shows what there is)\n`,
        ),
    })
    .addHelpText('after', '\nSettings come from the environment: CONSILIUM_HOME, PORT, DATABASE_URL and others that README.md lists.');
  for (const add of COMMANDS) add(program);
  return program;
}
