import { seedCounty, seedPeople } from '@consilium/server';
import { type Command, InvalidArgumentError } from 'commander';
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
      await withFoundation(async (foundation) => {
        const progress = createProgress();
        await seedPeople(foundation);
        await seedCounty(foundation, { residents, seed, onProgress: (share, step) => progress.show(share, step.en) });
        progress.end();
        console.log(`A county of ${residents} residents stands (seed ${seed}).`);
      });
    });
}
