import { once } from 'node:events';
import { readConfiguration, startPlatform } from '@consilium/server';
import type { Command } from 'commander';
import { explained } from '../start-problem.ts';
import { createStopSignal } from '../stop-signal.ts';

/** `consilium serve`: the platform, until Ctrl-C. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('start the platform; settings come from the environment (see README)')
    .action(async () => {
      const configuration = readConfiguration(process.env);
      const { signal } = createStopSignal();
      const platform = await startPlatform(configuration).catch((error: unknown) => {
        throw explained(error, configuration);
      });
      console.log(`\nConsilium  ${platform.origin}`);
      console.log(`FHIR       ${platform.origin}/fhir`);
      console.log(`DICOMweb   ${platform.origin}/dicom-web`);
      console.log(`DICOM      ${configuration.host}:${platform.dicomPort}  AE title ${configuration.aeTitle}`);
      console.log(`Data       ${configuration.home}`);
      for (const warning of platform.warnings) console.log(`\n! ${warning}`);
      if (platform.demoSignIns.length > 0) {
        console.log(`\nDemonstration sign-ins, simulated data (password ${platform.demoSignIns[0]?.password}):`);
        for (const { name, zh, en } of platform.demoSignIns) console.log(`  ${name.padEnd(8)} ${zh} · ${en}`);
      }
      console.log('\nCtrl-C stops everything.\n');

      platform.seeding.catch((error: Error) => signal.aborted || console.error(`The simulated county could not be made: ${error.message}`));
      if (!signal.aborted) await once(signal, 'abort');
      await platform.stop();
      process.exit(0);
    });
}
