import { createConsortium, createUser, listConsortia, ROLES, type Role } from '@consilium/access';
import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { readPassword } from '../read-password.ts';
import { withFoundation } from '../with-foundation.ts';

interface Options {
  readonly name: string;
  readonly display?: string;
  readonly organization: string;
  readonly role: readonly string[];
  readonly consortium?: string;
}

/** `consilium user add`: a person who may sign in. */
export function userCommand(program: Command): void {
  program
    .command('user')
    .description('people who may sign in')
    .command('add')
    .description('add a person; the password is asked for, or read from standard input')
    .requiredOption('--name <name>', 'what is typed at sign-in')
    .requiredOption('--organization <id>', 'id of the Organization that they work for')
    .requiredOption('--role <role...>', `one or more of ${ROLES.join(', ')}`)
    .option('--display <text>', 'name as shown; without it the sign-in name')
    .option('--consortium <id>', 'consortium; made if it does not exist; needed only where there are several or none')
    .action(async (options: Options) => {
      const password = await readPassword(`Password for ${options.name}: `);
      await withFoundation(async ({ database }) => {
        const known = (await database.platformTransaction(listConsortia)).map((c) => c.id);
        const consortium = options.consortium ?? (known.length === 1 ? known[0] : undefined);
        if (!consortium)
          throw new CommandError(
            `give --consortium ID: ${known.length === 0 ? 'there is none yet, this makes it' : `there are ${known.join(', ')}`}`,
          );
        // one transaction: no consortium stays of a person who is refused
        const user = await database.transaction({ consortium }, async (t) => {
          if (!known.includes(consortium)) await createConsortium(t, { id: consortium, name: consortium });
          return createUser(t, {
            consortium,
            name: options.name,
            displayName: options.display ?? options.name,
            practitioner: `user-${options.name}`,
            organization: options.organization,
            roles: options.role as Role[],
            password,
          });
        });
        console.log(`${user.name} may sign in as ${user.roles.join(', ')} of ${user.organization} in ${consortium}.`);
      });
    });
}
