import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, Transaction } from './database.ts';
import type { Migrations } from './migrate.ts';

/** Tables of the job queue (pg-boss), made by the owner; the application role only works in them. */
export const migrations: Migrations = { schema: 'queue', folder: new URL('../migrations/', import.meta.url) };

/** How often a job is tried and how long an attempt may take. */
export interface QueueSettings {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Wait before the second attempt, in seconds; doubles with each further one, with some jitter. */
  readonly backOffSeconds: number;
  /** An attempt that takes longer counts as failed. */
  readonly expireSeconds: number;
}

/** One attempt at a job. */
export interface Job<Payload> {
  readonly id: string;
  readonly payload: Payload;
  readonly createdAt: Date;
  /** 1 for the first. */
  readonly attempt: number;
  /** No further attempt follows when this one fails. */
  readonly last: boolean;
  /** Aborted when the queue stops or the job is no longer ours. */
  readonly signal: AbortSignal;
  /** The queue is stopping: an attempt that ends now was interrupted and did not fail. */
  interrupted(): boolean;
}

/** Jobs that outlive the process that made them. Payloads hold ids, never record text. */
export interface JobQueue {
  /** Makes the queue `name`, or brings its settings up to date, and its dead-letter queue. */
  declare(name: string, settings: QueueSettings): Promise<void>;
  /** Adds a job in the caller's transaction: it exists if and only if that commits. A second job with the same id is ignored. */
  enqueue(
    transaction: Transaction,
    name: string,
    job: { readonly id: string; readonly payload: object; readonly priority?: number },
  ): Promise<void>;
  /** Takes jobs, at most `concurrency` at once. A handler that rejects, or whose process dies, is followed by another attempt. */
  work<Payload extends object>(name: string, concurrency: number, handler: (job: Job<Payload>) => Promise<void>): Promise<void>;
  /** Takes the jobs whose last attempt failed. */
  workFailed<Payload extends object>(name: string, handler: (job: Job<Payload>) => Promise<void>): Promise<void>;
  /** Adds a job at each time of the five-field cron expression, once in the whole installation. */
  schedule(name: string, key: string, cron: string, timeZone: string, payload: object): Promise<void>;
  unschedule(name: string, key: string): Promise<void>;
  /** Keys under which `name` is scheduled. */
  scheduledKeys(name: string): Promise<readonly string[]>;
  /** Takes no new job, aborts the running ones and waits for them, at most `seconds`. */
  stop(seconds?: number): Promise<void>;
}

/** A worker that gave no sign for this long is taken for dead. */
const HEARTBEAT_SECONDS = 15;
/** How often dead workers are looked for: heartbeat and this together stay below a minute. */
const SUPERVISE_SECONDS = 10;

const failed = (name: string): string => `${name}.failed`;
const inside = (transaction: Transaction): Db => ({ executeSql: (text, values) => transaction.query(text, values) });

/**
 * Opens the job queue on a migrated database. Jobs are picked up by NOTIFY, with polling behind it.
 * `onError` hears of maintenance that failed (the database restarting, for one); it is tried again by itself.
 */
export async function startQueue(database: Database, onError: (error: Error) => void = () => {}): Promise<JobQueue> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    schema: 'queue',
    db: {
      executeSql: (text, values) => database.pool.query(text, values as unknown[]),
      listen: async (channel, onNotification, onReconnect) => {
        const close = await database.listen(channel, (payload) => (payload === '' ? onReconnect() : onNotification(payload)));
        onReconnect();
        return { close };
      },
    },
    useListenNotify: true,
    migrate: false, // the application role owns nothing: migrations do
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    cronMonitorIntervalSeconds: 15,
  });
  boss.on('error', onError);
  await boss.start();

  async function take<Payload extends object>(
    name: string,
    concurrency: number,
    handler: (job: Job<Payload>) => Promise<void>,
  ): Promise<void> {
    await boss.work<Payload, void, { includeMetadata: true }>(
      name,
      {
        includeMetadata: true,
        batchSize: 1,
        localConcurrency: concurrency,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 2,
      } as never,
      async (jobs: JobWithMetadata<Payload>[]) => {
        for (const job of jobs) {
          await handler({
            id: job.id,
            payload: job.data,
            createdAt: job.createdOn,
            attempt: job.retryCount + 1,
            last: job.retryCount >= job.retryLimit,
            signal: AbortSignal.any([job.signal, stopping.signal]),
            interrupted: () => stopping.signal.aborted,
          });
        }
      },
    );
  }

  return {
    async declare(name, { attempts, backOffSeconds, expireSeconds }) {
      const settings = {
        retryLimit: attempts - 1,
        retryDelay: backOffSeconds,
        retryBackoff: true,
        expireInSeconds: expireSeconds,
        heartbeatSeconds: HEARTBEAT_SECONDS,
      };
      for (const [queue, options] of [
        [failed(name), { retryLimit: 10, retryDelay: 5, retryBackoff: true, notify: true }],
        [name, { ...settings, deadLetter: failed(name), notify: true }],
      ] as const) {
        await boss.createQueue(queue, options); // leaves an existing one as it is
        await boss.updateQueue(queue, options);
      }
    },
    async enqueue(transaction, name, { id, payload, priority = 0 }) {
      await boss.send(name, payload, { id, priority, db: inside(transaction) });
    },
    work: take,
    workFailed: (name, handler) => take(failed(name), 1, handler),
    schedule: (name, key, cron, timeZone, payload) => boss.schedule(name, cron, payload, { key, tz: timeZone }),
    unschedule: (name, key) => boss.unschedule(name, key),
    scheduledKeys: async (name) => (await boss.getSchedules(name)).map((schedule) => schedule.key),
    async stop(seconds = 10) {
      stopping.abort(new Error('the queue is stopping'));
      await boss.stop({ graceful: true, timeout: seconds * 1000 });
    },
  };
}
