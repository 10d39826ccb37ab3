import { issueToken } from '@consilium/access';
import { originOf } from '@consilium/server';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { withFoundation } from '../with-foundation.ts';

/** `consilium token`: a bearer token for scripts. */
export function tokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a bearer token for scripts; it acts as the user and is audited as such')
    .requiredOption('--user <name>', 'user name')
    .option('--hours <n>', 'how long it holds', '12')
    .action(async ({ user, hours }: { user: string; hours: string }) => {
      const seconds = Math.round(Number(hours) * 3600);
      if (!(seconds > 0 && seconds <= 30 * 24 * 3600)) throw new CommandError(`--hours ${hours}: give a number above 0, at most 720`);
      await withFoundation(async ({ database }, configuration) => {
        console.log(await issueToken(database, { issuer: originOf(configuration), userName: user, seconds }));
      });
    });
}
