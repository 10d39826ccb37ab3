import { createHash, randomUUID } from 'node:crypto';
import type { AccessContext } from '@consilium/access';
import type { JobQueue, Transaction } from '@consilium/database';
import { notifyWorklist, type TaskTrigger } from './task.ts';

/** Queue of the runs. */
export const RUN_QUEUE = 'service.run';
export interface RunJob {
  readonly consortium: string;
  readonly task: string;
}

export interface NewTask {
  readonly service: string;
  readonly version: string;
  readonly organization: string;
  readonly patient: string | undefined;
  readonly trigger: TaskTrigger;
  /** What makes it the same run besides service and version. */
  readonly key: readonly (string | number)[];
  readonly arrivedAt: Date;
  /** What the registry says now; asked again when the run ends. */
  readonly state: string;
}

/** Queues a run in the caller's transaction; the same key again is the same run. Returns the task's id if it is new. */
export async function addTask(
  context: AccessContext,
  transaction: Transaction,
  queue: JobQueue,
  task: NewTask,
): Promise<string | undefined> {
  const id = randomUUID();
  const key = createHash('sha256')
    .update(JSON.stringify([task.service, task.version, ...task.key]))
    .digest('hex');
  const { rowCount } = await transaction.query(
    `INSERT INTO runtime.task (consortium, id, key, organization, patient, service, version, trigger, status, arrived_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9, $10) ON CONFLICT (consortium, key) DO NOTHING`,
    [
      context.consortium,
      id,
      key,
      task.organization,
      task.patient ?? null,
      task.service,
      task.version,
      JSON.stringify(task.trigger),
      task.arrivedAt,
      task.state,
    ],
  );
  if (!rowCount) return undefined;
  const payload: RunJob = { consortium: context.consortium, task: id };
  await queue.enqueue(transaction, RUN_QUEUE, { id, payload });
  await notifyWorklist(context, transaction);
  return id;
}
