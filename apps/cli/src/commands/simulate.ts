import { listConsortia, systemContext } from '@consilium/access';
import { OperationOutcomeError } from '@consilium/fhir';
import { readResource } from '@consilium/record';
import { type Foundation, seedCounty, seedPeople } from '@consilium/server';
import { CONSORTIUM, simulateCounty } from '@consilium/simulate';
import { type Command, InvalidArgumentError } from 'commander';
import type { Patient } from 'fhir/r4.js';
import { CommandError } from '../command-error.ts';
import { createProgress } from '../progress.ts';
import { withFoundation } from '../with-foundation.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('give a whole number, 0 or more');
  return value;
};

/** `consilium simulate`: the simulated county. */
export function simulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('make a simulated county: institutions, staff, residents, phantom images; the same seed gives the same county')
    .option('--residents <n>', 'how many residents', whole, 300)
    .option('--seed <s>', 'which county', whole, 1)
    .action(async ({ residents, seed }: { residents: number; seed: number }) => {
      await withFoundation(async (foundation, _configuration, signal) => {
        await refuseAnotherCounty(foundation, seed);
        const progress = createProgress();
        try {
          await seedPeople(foundation);
          await seedCounty(foundation, { residents, seed, signal, onProgress: (share, step) => progress.show(share, step.en) });
        } finally {
          progress.end();
        }
        console.log(`A county of ${residents} residents stands (seed ${seed}).`);
      });
    });
}

/** Residents of every seed have the same numbers: two counties in one record would be a mixture that no seed gives again. */
async function refuseAnotherCounty({ database }: Foundation, seed: number): Promise<void> {
  if (!(await database.platformTransaction(listConsortia)).some(({ id }) => id === CONSORTIUM.id)) return;
  const [, bundle] = simulateCounty({ residents: 1, seed });
  const wanted = bundle?.entry
    ?.map(({ resource }) => resource)
    .find((resource): resource is Patient => resource?.resourceType === 'Patient');
  if (!wanted?.id) return;
  const context = systemContext(CONSORTIUM.id, 'county-hospital', 'simulate');
  const { id } = wanted;
  const found = await database
    .transaction(context, (t) => readResource<Patient>(context, t, 'Patient', id))
    .catch((error) => {
      if (error instanceof OperationOutcomeError && (error.code === 'not-found' || error.code === 'gone')) return undefined;
      throw error;
    });
  if (found && JSON.stringify([found.birthDate, found.identifier]) !== JSON.stringify([wanted.birthDate, wanted.identifier]))
    throw new CommandError(`--seed ${seed}: a county of another seed stands here; give its seed, or another CONSILIUM_HOME`);
}
