import { createHash } from 'node:crypto';
import { type AccessContext, systemContext } from '@consilium/access';
import type { Archive } from '@consilium/archive';
import type { Text } from '@consilium/contract';
import type { Database, Job, Transaction } from '@consilium/database';
import { HTEST } from '@consilium/fhir';
import { readResource } from '@consilium/record';
import { RUNNABLE, stateFor } from '@consilium/registry';
import type { Patient } from 'fhir/r4.js';
import { checkDraft } from '../draft/check-draft.ts';
import { fileDraft, fileEnd } from '../draft/file-draft.ts';
import { readResult } from '../draft/read-result.ts';
import { RuntimeError } from '../errors.ts';
import { assembleInput } from '../input/assemble.ts';
import { serviceContext } from '../input/service-context.ts';
import { type RunOnce, runServiceOnce } from '../sandbox/run-service-once.ts';
import { digestService } from '../services/digest.ts';
import type { InstalledService } from '../services/discover.ts';
import type { RunJob } from './add-task.ts';
import { lockTask, type Task, updateTask } from './task.ts';

export interface Runner {
  readonly database: Database;
  readonly archive: Archive;
  /** The installed service of this name, whatever its version. */
  readonly serviceNamed: (name: string) => InstalledService | undefined;
  /** Queues a task anew, in the caller's transaction. */
  readonly requeue: (transaction: Transaction, job: RunJob) => Promise<void>;
  readonly onSession?: ((pid: number, task: string) => void) | undefined;
}

const FINISHED = new Set<Task['status']>([
  'awaiting-signature',
  'awaiting-review',
  'signed',
  'rejected',
  'declined',
  'failed',
  'withdrawn',
  'shadow',
]);

/**
 * One attempt at a run, from its task to its draft. Whatever ends it in the middle leaves the task as it was and nothing
 * filed, so that the next attempt starts anew.
 * @throws whatever should be tried again
 */
export async function runTask(runner: Runner, job: Job<RunJob>): Promise<void> {
  const { consortium, task: id } = job.payload;
  const found = await runner.database.transaction({ consortium }, async (transaction) =>
    lockTask(systemContext(consortium, '', 'runtime'), transaction, id),
  );
  const context = systemContext(consortium, found.organization, 'runtime');
  const within = <T>(work: (transaction: Transaction) => Promise<T>, as: AccessContext = context): Promise<T> =>
    runner.database.transaction(as, work);
  const service = runner.serviceNamed(found.service);
  if (!service || service.manifest.version !== found.version) {
    return within((transaction) =>
      updateTask(context, transaction, id, {
        status: 'withdrawn',
        summary: { zh: `${found.service} ${found.version} 已不再安装`, en: `${found.service} ${found.version} is no longer installed` },
        ended_at: new Date(),
      }),
    );
  }
  const task = await within(async (transaction) => {
    const locked = await lockTask(context, transaction, id);
    if (FINISHED.has(locked.status)) return undefined;
    await requireRunnable(context, transaction, service, locked.organization);
    await updateTask(context, transaction, id, { status: 'running', attempts: job.attempt, share: 0 });
    return locked;
  }).catch((error) => failOrThrow(error, runner, found, context, job));
  if (!task) return;

  try {
    const own = serviceContext(service, consortium, task.organization);
    const assembled = await within((transaction) => assembleInput(own, transaction, runner.archive, service, task), own);
    const run = await runServiceOnce(service.folder, assembled.input, {
      manifest: service.manifest,
      signal: job.signal,
      onProgress: progressOf(runner.database, context, id),
      onStart: ({ pid }) => runner.onSession?.(pid, id),
    });
    await within((transaction) => endRun(context, transaction, runner, service, id, run, assembled));
  } catch (error) {
    await failOrThrow(error, runner, task, context, job);
  }
}

/** Files what a run gave, if the task still waits for it and the registry still allows it. */
async function endRun(
  context: AccessContext,
  transaction: Transaction,
  runner: Runner,
  service: InstalledService,
  id: string,
  run: RunOnce,
  assembled: Awaited<ReturnType<typeof assembleInput>>,
): Promise<void> {
  const task = await lockTask(context, transaction, id);
  if (FINISHED.has(task.status)) return; // withdrawn meanwhile: late images came, or another worker was faster
  const state = await requireRunnable(context, transaction, service, task.organization);
  const { isolation } = run;
  const simulated = task.patient ? await isSimulated(context, transaction, task.patient) : false;
  const result = readResult(run.result, service.manifest);
  if (result.kind === 'decline') {
    if (state === 'shadow')
      return updateTask(context, transaction, id, { status: 'shadow', state, isolation, summary: result.reason, ended_at: new Date() });
    return fileEnd(context, transaction, service, task, 'declined', result.reason, { state, isolation, simulated });
  }
  if (result.kind !== 'draft') throw new RuntimeError('invalid-result', `a run from the queue gives a draft, not ${result.kind}`);
  const draft = checkDraft(result, run.dicom, service.manifest, {
    patient: task.patient ?? undefined,
    simulated,
    references: assembled.references,
    device: service.device,
    state,
    idOf: (fullUrl) => idOf(task.id, fullUrl),
    ...(assembled.study && { study: assembled.study }),
  });
  if (state === 'shadow')
    return updateTask(context, transaction, id, {
      status: 'shadow',
      state,
      isolation,
      summary: draft.summary,
      checks: draft.checks,
      ended_at: new Date(),
    });
  await fileDraft(context, transaction, runner.archive, service, task, draft, assembled.versions, { state, isolation, simulated });
}

/** The state in which the version may run here now. @throws RuntimeError `not-runnable` with the reason */
export async function requireRunnable(
  context: AccessContext,
  transaction: Transaction,
  service: InstalledService,
  organization: string,
): Promise<'research' | 'active' | 'shadow'> {
  const { manifest, digests, folder } = service;
  const { state, reason } = await stateFor(context, transaction, manifest.name, manifest.version, organization);
  if (!RUNNABLE.has(state)) throw new RuntimeError('not-runnable', `${manifest.name} ${manifest.version} is ${state} here: ${reason}`);
  const now = digestService(folder);
  if (now.code !== digests.code || now.weights !== digests.weights)
    throw new RuntimeError(
      'not-runnable',
      `${manifest.name} ${manifest.version} changed on disk since it was registered: restart the platform`,
    );
  return state as 'research' | 'active' | 'shadow';
}

export async function isSimulated(context: AccessContext, transaction: Transaction, patient: string): Promise<boolean> {
  const { meta } = await readResource<Patient>(context, transaction, 'Patient', patient);
  return meta?.tag?.some((tag) => tag.system === HTEST.system && tag.code === HTEST.code) ?? false;
}

async function failOrThrow(error: unknown, runner: Runner, task: Task, context: AccessContext, job: Job<RunJob>): Promise<undefined> {
  if (job.interrupted()) {
    await runner.database.transaction(context, async (transaction) => {
      if (FINISHED.has((await lockTask(context, transaction, task.id)).status)) return;
      await updateTask(context, transaction, task.id, { status: 'queued', share: null });
      await runner.requeue(transaction, job.payload); // a job of its own: an interruption is no failed attempt
    });
    return undefined;
  }
  const final = job.last || (error instanceof RuntimeError && error.final);
  if (!final) throw error;
  await failTask(runner.database, context, runner.serviceNamed, task.id, failureText(error));
  return undefined;
}

/** Ends a task as failed, if it has not ended otherwise. */
export async function failTask(
  database: Database,
  context: AccessContext,
  serviceNamed: Runner['serviceNamed'],
  id: string,
  reason: Text,
): Promise<void> {
  await database.transaction(context, async (transaction) => {
    const task = await lockTask(context, transaction, id);
    if (FINISHED.has(task.status)) return;
    const service = serviceNamed(task.service);
    if (!service) return updateTask(context, transaction, id, { status: 'failed', summary: reason, ended_at: new Date() });
    const simulated = task.patient ? await isSimulated(context, transaction, task.patient) : false;
    await fileEnd(context, transaction, service, task, 'failed', reason, { simulated });
  });
}

const PHRASES: Readonly<Partial<Record<RuntimeError['code'], string>>> = {
  'time-limit': '超过运行时限',
  'processor-limit': '超过处理器时限',
  'out-of-memory': '超过内存上限',
  killed: '运行进程被终止',
  'invalid-result': '返回的结果不符合其声明，未予采用',
  'not-runnable': '注册中心不允许其运行',
  protocol: '违反运行协议',
};
function failureText(error: unknown): Text {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  const phrase = (error instanceof RuntimeError && PHRASES[error.code]) || '服务运行出错';
  return { zh: `${phrase}：${message}`, en: message };
}

/** The same draft entry of the same task always has the same id. */
function idOf(task: string, fullUrl: string): string {
  const hex = createHash('sha256').update(`${task} ${fullUrl}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Writes progress at most once in two seconds; a page that misses a step loses nothing. */
function progressOf(database: Database, context: AccessContext, id: string): (share: number) => void {
  let last = 0;
  return (share) => {
    if (Date.now() - last < 2000 || !(share >= 0 && share <= 1)) return;
    last = Date.now();
    database
      .transaction(context, (transaction) =>
        transaction.query(`UPDATE runtime.task SET share = $3 WHERE consortium = $1 AND id = $2 AND status = 'running'`, [
          context.consortium,
          id,
          share,
        ]),
      )
      .catch(() => {}); // the run itself will meet a database that is away
  };
}
