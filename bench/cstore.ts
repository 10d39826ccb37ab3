import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { migrations as access, createConsortium, registerAeTitle } from '@consilium/access';
import { migrations as archive, createArchive, startDimse } from '@consilium/archive';
import { migrate, openDatabase, startEmbeddedPostgres } from '@consilium/database';
import { migrations as record } from '@consilium/record';
import { testImage } from '../packages/archive/test/image.ts';
import type { Figure } from './figure.ts';

const IMAGES = 600;
const WARM_UP = 60;
const ROUNDS = 3;
/** Read by dcmtk, on which Orthanc stands too: without them its sockets, not the servers, are measured. */
const SOCKETS = { TCP_NODELAY: '1', TCP_BUFFER_LENGTH: '262144' };

/** C-STORE of 600 images of 512 kB in one association, by dcmtk, to this archive and to Debian's Orthanc, in turn. */
export async function benchCStore(): Promise<readonly Figure[]> {
  const missing = ['storescu', 'Orthanc'].find((tool) => !isInstalled(tool));
  if (missing) return [{ what: 'C-STORE beside Orthanc', value: 'not run', unit: '', note: `${missing} is not installed` }];
  const folder = mkdtempSync(join(tmpdir(), 'consilium-cstore-'));
  const ours = await startOurs(join(folder, 'ours'));
  const orthanc = await startOrthanc(join(folder, 'orthanc'));
  try {
    const warmUp = writeImages(join(folder, 'warm-up'), 'warm-up', WARM_UP);
    await send(warmUp, ours.port);
    await send(warmUp, orthanc.port);
    const seconds = { ours: [] as number[], orthanc: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const images = writeImages(join(folder, 'images'), `round ${round}`, IMAGES);
      seconds.orthanc.push(await send(images, orthanc.port));
      seconds.ours.push(await send(images, ours.port));
      rmSync(images, { recursive: true });
    }
    const rate = (all: readonly number[]): number => Math.round(IMAGES / median(all));
    const [value, peer] = [rate(seconds.ours), rate(seconds.orthanc)];
    const note = `median of ${ROUNDS} rounds of ${IMAGES} images of 512 kB; ours durable when acknowledged`;
    return [
      { what: 'C-STORE in one association', value, unit: 'images/s', against: { what: 'Orthanc', value: peer }, ratio: value / peer, note },
    ];
  } finally {
    await ours.stop();
    await orthanc.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

async function startOurs(folder: string): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const connection = { host: postgres.socketFolder, user: 'consilium', database: 'postgres' };
  await migrate(connection, [access, record, archive]);
  const database = openDatabase(connection);
  await database.platformTransaction(async (transaction) => {
    await createConsortium(transaction, { id: 'bench', name: 'Bench' });
    await registerAeTitle(transaction, { aeTitle: 'BENCH', consortium: 'bench', organization: 'hospital' });
  });
  const images = await createArchive({ database, folder: join(folder, 'images'), onError: (error) => console.error(error) });
  const dimse = await startDimse({ archive: images, database, host: '127.0.0.1', port: 0, aeTitle: 'CONSILIUM' });
  return {
    port: dimse.port,
    stop: async () => {
      await dimse.close(100);
      await images.close();
      await database.close();
      await postgres.stop();
    },
  };
}

async function startOrthanc(folder: string): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const [port, httpPort] = [await freePort(), await freePort()];
  const configuration = join(folder, 'orthanc.json');
  const settings = {
    StorageDirectory: folder,
    IndexDirectory: folder,
    DicomAet: 'CONSILIUM',
    DicomPort: port,
    HttpPort: httpPort,
    RemoteAccessAllowed: false,
    Plugins: [],
    DicomModalities: { bench: ['BENCH', '127.0.0.1', 104] },
  };
  writeFileSync(configuration, JSON.stringify(settings));
  const child: ChildProcess = spawn('Orthanc', [configuration], { stdio: 'ignore', env: { ...process.env, ...SOCKETS } });
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(`http://127.0.0.1:${httpPort}/system`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await sleep(100);
  }
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function writeImages(folder: string, study: string, count: number): string {
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= count; number++) {
    const uid = `1.2.3.${Buffer.from(study).readUIntBE(0, 6)}${study.length}${study.at(-1)?.charCodeAt(0)}`;
    writeFileSync(
      join(folder, `${String(number).padStart(4, '0')}.dcm`),
      testImage({ studyInstanceUid: uid, number, rows: 512, columns: 512, seed: number }),
    );
  }
  return folder;
}

/** Seconds of one `storescu` over a folder. */
async function send(folder: string, port: number): Promise<number> {
  const args = [
    '-pdu',
    '131072',
    '--max-send-pdu',
    '131072',
    '-aet',
    'BENCH',
    '-aec',
    'CONSILIUM',
    '127.0.0.1',
    String(port),
    '--scan-directories',
    folder,
  ];
  const started = performance.now();
  await promisify(execFile)('storescu', args, { env: { ...process.env, ...SOCKETS }, maxBuffer: 1e8 });
  return (performance.now() - started) / 1000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function isInstalled(tool: string): boolean {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
