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
    .requiredOption('--organization <id>', 'Organization id')
    .requiredOption('--role <role...>', `one or more of ${ROLES.join(', ')}`)
    .option('--display <text>', 'name as shown; without it the sign-in name')
    .option('--consortium <id>', 'consortium; made if it does not exist; needed only where there are several or none')
    .action(async (options: Options) => {
      const password = await readPassword(`Password for ${options.name}: `);
      await withFoundation(async ({ database }) => {
        const consortium = await database.platformTransaction(async (t) => {
          const known = (await listConsortia(t)).map((c) => c.id);
          const chosen = options.consortium ?? (known.length === 1 ? known[0] : undefined);
          if (!chosen) throw new CommandError(`give --consortium: there ${known.length === 0 ? 'is none yet' : `are ${known.join(', ')}`}`);
          if (!known.includes(chosen)) await createConsortium(t, { id: chosen, name: chosen });
          return chosen;
        });
        const user = await database.transaction({ consortium }, (t) =>
          createUser(t, {
            consortium,
            name: options.name,
            displayName: options.display ?? options.name,
            practitioner: `user-${options.name}`,
            organization: options.organization,
            roles: options.role as Role[],
            password,
          }),
        );
        console.log(`${user.name} may sign in as ${user.roles.join(', ')} of ${user.organization} in ${consortium}.`);
      });
    });
}
