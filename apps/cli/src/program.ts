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

/** The `consilium` command: a file for each verb. */
export function createProgram(): Command {
  const program = new Command('consilium').description('One record, one image archive, and AI services under a clinician’s signature').exitOverride();
  for (const add of [serveCommand, importCommand, simulateCommand, runCommand, benchCommand, newServiceCommand, userCommand, tokenCommand, doctorCommand]) add(program);
  return program;
}
