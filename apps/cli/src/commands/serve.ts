import { readConfiguration, startPlatform } from '@consilium/server';
import type { Command } from 'commander';

/** `consilium serve`: the platform, until Ctrl-C. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('start the platform; settings come from the environment (see README)')
    .action(async () => {
      const configuration = readConfiguration(process.env);
      const platform = await startPlatform(configuration);
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

      let stopping = false;
      const stop = (): void => {
        if (stopping) process.exit(1); // asked twice: at once
        stopping = true;
        console.log('Stopping ...');
        platform.stop().then(
          () => process.exit(0),
          (error) => {
            console.error(error);
            process.exit(1);
          },
        );
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
      platform.seeding?.catch((error: Error) => console.error(`The simulated county could not be made: ${error.message}`));
    });
}
