import { CommanderError } from 'commander';
import { isForPeople, reasonOf } from './error-text.ts';
import { createProgram } from './program.ts';
import { Interrupted } from './stop-signal.ts';

process.removeAllListeners('warning'); // Node's own notices are for us, not for who types a command
// nobody reads on (`consilium … | head`, a closed window): what is under way still ends in order
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (error instanceof Interrupted) process.exitCode = 130;
  else {
    if (isForPeople(error)) console.error(`consilium: ${reasonOf(error)}`);
    else console.error('consilium: a fault of the program itself; please report it with these lines\n', error);
    process.exitCode = 1;
  }
}
