import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { CommandError } from './command-error.ts';

process.on('warning', () => {}); // Node's own notices are for us, not for who types a command
try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    const known = error instanceof CommandError || /^(Access|Configuration|Database|Dicom|OperationOutcome)/.test((error as Error).constructor?.name ?? '');
    console.error(known ? `consilium: ${(error as Error).message}` : error);
    process.exitCode = 1;
  }
}
