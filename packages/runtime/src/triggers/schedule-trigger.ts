import { listConsortia, systemContext } from '@consilium/access';
import type { Database, Job, JobQueue } from '@consilium/database';
import { RUNNABLE, stateFor } from '@consilium/registry';
import type { InstalledService } from '../services/discover.ts';
import { addTask } from '../task/add-task.ts';

/** Queue of the moments at which scheduled services are due. */
export const DUE_QUEUE = 'service.due';
/** The platform's consortia are all in this time zone. */
const TIME_ZONE = 'Asia/Shanghai';
/** A schedule belongs to the whole consortium, not to one of its organisations. */
const WHOLE_CONSORTIUM = '*';

interface DueJob {
  readonly service: string;
}

/** Keeps the schedules as the installed manifests say, and takes what is due. */
export async function startSchedules(database: Database, queue: JobQueue, services: () => readonly InstalledService[]): Promise<void> {
  await queue.declare(DUE_QUEUE, { attempts: 5, backOffSeconds: 2, expireSeconds: 60 });
  const wanted = new Map<string, string>();
  for (const { manifest } of services()) if (manifest.trigger.kind === 'schedule') wanted.set(manifest.name, manifest.trigger.cron);
  for (const key of await queue.scheduledKeys(DUE_QUEUE)) if (!wanted.has(key)) await queue.unschedule(DUE_QUEUE, key);
  for (const [name, cron] of wanted) await queue.schedule(DUE_QUEUE, name, cron, TIME_ZONE, { service: name } satisfies DueJob);
  await queue.work<DueJob>(DUE_QUEUE, 1, (job) => fireDue(database, queue, services(), job));
}

/** Queues one run for each consortium where the service may run; the same moment is never run twice. */
export async function fireDue(
  database: Database,
  queue: JobQueue,
  services: readonly InstalledService[],
  job: Pick<Job<DueJob>, 'payload' | 'createdAt'>,
): Promise<void> {
  const service = services.find(({ manifest }) => manifest.name === job.payload.service);
  if (!service) return;
  const { name, version } = service.manifest;
  const due = new Date(Math.floor(job.createdAt.getTime() / 60_000) * 60_000).toISOString();
  for (const { id } of await database.platformTransaction((transaction) => listConsortia(transaction))) {
    const context = systemContext(id, WHOLE_CONSORTIUM, 'runtime');
    await database.transaction(context, async (transaction) => {
      const { state } = await stateFor(context, transaction, name, version, WHOLE_CONSORTIUM);
      if (!RUNNABLE.has(state)) return;
      await addTask(context, transaction, queue, {
        service: name,
        version,
        organization: WHOLE_CONSORTIUM,
        patient: undefined,
        trigger: { kind: 'schedule', due },
        key: ['schedule', due],
        arrivedAt: new Date(due),
        state,
      });
    });
  }
}
