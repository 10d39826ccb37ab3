import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { listConsortia } from '@consilium/access';
import { type Configuration, openFoundation, readConfiguration, WORKBENCH } from '@consilium/server';
import type { Command } from 'commander';
import { reasonOf } from '../error-text.ts';
import { SERVICES } from '../service-folder.ts';
import { explained } from '../start-problem.ts';

interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'wrong';
  readonly says: string;
}

/** `consilium doctor`: looks at the installation and says what to do. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the installation and say what to do')
    .action(async () => {
      const configuration = readConfiguration(process.env);
      const findings = [
        node(),
        home(configuration),
        disk(configuration),
        workbench(),
        service(),
        isolation(),
        await ports(configuration),
        await database(configuration),
      ].flat();
      const marks = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };
      for (const { what, state, says } of findings) console.log(`${marks[state]}  ${what.padEnd(12)} ${says}`);
      const wrong = findings.filter((f) => f.state === 'wrong').length;
      console.log(wrong === 0 ? '\nNothing stands in the way of npm start.' : `\n${wrong} to mend before npm start.`);
      process.exitCode = wrong === 0 ? 0 : 1;
    });
}

const node = (): Finding => ({
  what: 'Node',
  state: Number.parseInt(process.versions.node, 10) >= 24 ? 'ok' : 'wrong',
  says: `${process.version} at ${process.execPath}`,
});

function home({ home: folder }: Configuration): Finding {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return { what: 'Data', state: 'ok', says: folder };
  } catch (error) {
    return { what: 'Data', state: 'wrong', says: `${(error as Error).message}: set CONSILIUM_HOME to a folder you may write` };
  }
}

function disk({ home: folder }: Configuration): Finding {
  if (!existsSync(folder)) return { what: 'Disk', state: 'note', says: 'not known yet' };
  const { bavail, bsize } = statfsSync(folder);
  const gigabytes = (bavail * bsize) / 1e9;
  return {
    what: 'Disk',
    state: gigabytes < 2 ? 'wrong' : gigabytes < 20 ? 'note' : 'ok',
    says: `${gigabytes.toFixed(1)} GB free${gigabytes < 20 ? ': images need room, free some or move CONSILIUM_HOME' : ''}`,
  };
}

const workbench = (): Finding =>
  existsSync(join(WORKBENCH, 'index.html'))
    ? { what: 'Workbench', state: 'ok', says: 'built' }
    : { what: 'Workbench', state: 'wrong', says: 'not built: npm run build' };

const service = (): Finding =>
  existsSync(join(SERVICES, 'hippocampus-mri/model/hippocampus.onnx'))
    ? { what: 'Services', state: 'ok', says: 'hippocampus-mri with its weights' }
    : {
        what: 'Services',
        state: 'wrong',
        says: 'services/hippocampus-mri/model/hippocampus.onnx is missing: check the checkout out again',
      };

function isolation(): Finding {
  const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (works('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']))
    return { what: 'Sandbox', state: 'ok', says: 'bubblewrap: no network, no files, no other processes for AI services' };
  if (works('unshare', ['-rn', 'true']))
    return {
      what: 'Sandbox',
      state: 'note',
      says: 'no bubblewrap; unshare keeps AI services off the network, Node keeps them off files. Better: install bubblewrap',
    };
  return {
    what: 'Sandbox',
    state: 'note',
    says: 'AI services run NOT ISOLATED from the network: install bubblewrap, or allow user namespaces',
  };
}

async function ports(configuration: Configuration): Promise<Finding[]> {
  const check = async (what: string, port: number, setting: string): Promise<Finding> => {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, configuration.host, () => probe.close(() => resolve(true)));
    });
    return free
      ? { what, state: 'ok', says: `port ${port} is free` }
      : { what, state: 'note', says: `port ${port} is taken: by a running Consilium, or set ${setting}` };
  };
  return [await check('HTTP', configuration.port, 'PORT'), await check('DICOM', configuration.dicomPort, 'DICOM_PORT')];
}

async function database(configuration: Configuration): Promise<Finding> {
  try {
    const foundation = await openFoundation(configuration);
    try {
      const { rows } = await foundation.database.pool.query<{ server_version: string }>('SHOW server_version');
      const consortia = await foundation.database.platformTransaction(listConsortia);
      const names =
        consortia.map((c) => c.id).join(', ') || 'none yet: npm start makes the simulated one, consilium user add the first real one';
      return {
        what: 'Database',
        state: 'ok',
        says: `PostgreSQL ${rows[0]?.server_version}${configuration.databaseUrl ? '' : ', embedded'}; consortia: ${names}`,
      };
    } finally {
      await foundation.close();
    }
  } catch (error) {
    return { what: 'Database', state: 'wrong', says: reasonOf(explained(error, configuration)) };
  }
}
