import { randomUUID } from 'node:crypto';
import { systemContext } from '@consilium/access';
import type { Archive } from '@consilium/archive';
import { type Database, type Job, type JobQueue, startQueue, type Transaction } from '@consilium/database';
import type { Change } from '@consilium/record';
import { listVersions, registerService } from '@consilium/registry';
import { sweepInputFolders } from './sandbox/input-folder.ts';
import { detectIsolation, type Isolation } from './sandbox/isolation.ts';
import { discoverServices, type InstalledService } from './services/discover.ts';
import { RUN_QUEUE, type RunJob } from './task/add-task.ts';
import { failTask, type Runner, runTask } from './task/run-task.ts';
import { Turnstile } from './task/turnstile.ts';
import { type Following, followConsortia, followerContext } from './triggers/follow-consortia.ts';
import { onResourceWritten } from './triggers/resource-trigger.ts';
import { startSchedules } from './triggers/schedule-trigger.ts';
import { onImagingStudy } from './triggers/series-trigger.ts';

export interface RuntimeOptions {
  readonly database: Database;
  readonly archive: Archive;
  /** Folders whose subfolders are services, or that are services themselves. */
  readonly servicesFolders: readonly string[];
  /** Runs at once; one fills a core. */
  readonly concurrency?: number;
  /** Told of what failed in the background and is tried again. */
  readonly onError?: (error: unknown) => void;
  /** Told of each child that starts: its process id and its task. */
  readonly onSession?: (pid: number, task: string) => void;
}

/** The services of an installation and whatever makes them run. */
export interface Runtime {
  readonly database: Database;
  readonly archive: Archive;
  readonly services: readonly InstalledService[];
  readonly isolation: Isolation;
  /** What a person should know: folders that hold no usable service, missing isolation. */
  readonly warnings: readonly string[];
  /** Holds back runs that are asked for over HTTP when the processors are busy. */
  readonly turnstile: Turnstile;
  serviceNamed(name: string): InstalledService | undefined;
  /** Follows the record, takes jobs, fires schedules. */
  start(): Promise<void>;
  /** Ends running services; their jobs are taken up again by the next start or by another process. */
  stop(): Promise<void>;
}

/** Attempts of a run, and the pause before the second in seconds. */
const RUN = { attempts: 3, backOffSeconds: 2, expireSeconds: 900 };

/** Runs at once that were asked for over HTTP; each is a process of its own. */
const HTTP_RUNS = 2;

/** Finds the services in their folders and puts their versions into the registry. Nothing runs before `start`. */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { database, archive, concurrency = 2, onError = () => {} } = options;
  sweepInputFolders();
  const platform = systemContext('platform', 'platform', 'runtime');
  const known = await database.transaction(platform, (transaction) => listVersions(platform, transaction));
  const { services, problems } = await discoverServices(options.servicesFolders, known);
  await database.transaction(platform, async (transaction) => {
    for (const { manifest, card, digests, device } of services)
      await registerService(platform, transaction, { manifest, card, codeDigest: digests.code, weightsDigest: digests.weights, device });
  });
  const isolation = detectIsolation();
  const serviceNamed = (name: string): InstalledService | undefined => services.find(({ manifest }) => manifest.name === name);

  let queue: JobQueue | undefined;
  let following: Following | undefined;
  const runner: Runner = {
    database,
    archive,
    serviceNamed,
    requeue: async (transaction, payload) => queue?.enqueue(transaction, RUN_QUEUE, { id: randomUUID(), payload }),
    onSession: options.onSession,
  };

  async function onChange(change: Change, transaction: Transaction, consortium: string): Promise<void> {
    if (change.deleted || change.draft || !change.resource || !queue) return;
    const context = followerContext(consortium, change.organization);
    if (change.type === 'ImagingStudy') await onImagingStudy(context, transaction, archive, queue, services, change);
    await onResourceWritten(context, transaction, queue, services, change, onError);
  }

  async function onFailed(job: Job<RunJob>): Promise<void> {
    const { consortium, task } = job.payload;
    await failTask(database, systemContext(consortium, '', 'runtime'), serviceNamed, task, {
      zh: '多次运行均被中断',
      en: 'every attempt was interrupted',
    });
  }

  return {
    database,
    archive,
    services,
    isolation,
    warnings: [
      ...problems,
      ...(isolation === 'full'
        ? []
        : [
            `AI services run with isolation "${isolation}": install bubblewrap (Debian: apt install bubblewrap)${isolation === 'none' ? '; they can reach the network' : ''}`,
          ]),
    ],
    turnstile: new Turnstile(HTTP_RUNS),
    serviceNamed,
    async start() {
      queue = await startQueue(database, onError);
      await queue.declare(RUN_QUEUE, RUN);
      await queue.workFailed<RunJob>(RUN_QUEUE, onFailed);
      await queue.work<RunJob>(RUN_QUEUE, concurrency, (job) => runTask(runner, job));
      await startSchedules(database, queue, () => services);
      const types = services.flatMap(({ manifest: { trigger } }) => (trigger.kind === 'resource' ? [trigger.type] : []));
      following = await followConsortia(database, ['ImagingStudy', ...types], onChange, onError);
    },
    async stop() {
      await following?.stop();
      await queue?.stop();
    },
  };
}
