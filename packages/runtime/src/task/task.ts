import type { AccessContext } from '@consilium/access';
import type { Text } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { RuntimeError } from '../errors.ts';

export type TaskStatus =
  | 'queued'
  | 'running'
  | 'awaiting-signature'
  | 'awaiting-review'
  | 'signed'
  | 'rejected'
  | 'declined'
  | 'failed'
  | 'withdrawn'
  | 'shadow';
export type Priority = 'routine' | 'urgent' | 'stat';

/** What a run was started by; ids, versions and digests only. */
export type TaskTrigger =
  | {
      readonly kind: 'series';
      readonly imagingStudy: { readonly id: string; readonly version: number };
      readonly studyInstanceUid: string;
      readonly seriesInstanceUid: string;
      readonly modality: string;
      readonly description?: string;
      readonly accessionNumber?: string;
      readonly started?: string;
      /** SHA-256 over UIDs and digests of all instances. */
      readonly instancesDigest: string;
      readonly instances: number;
    }
  | { readonly kind: 'resource'; readonly type: string; readonly id: string; readonly version: number }
  | { readonly kind: 'schedule'; readonly due: string }
  | { readonly kind: 'request'; readonly parameters: Readonly<Record<string, unknown>>; readonly requestedBy: string };

/** What a draft consists of in record and archive. */
export interface FiledDraft {
  /** References of all drafted resources, `Type/id`. */
  readonly resources: readonly string[];
  readonly report?: string;
  readonly provenance: string;
  readonly dicom: readonly FiledDicom[];
  readonly imageOrientationPatient?: readonly number[];
}
export interface FiledDicom {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly modality: string;
  readonly digest: string;
  readonly segments?: readonly { readonly number: number; readonly label: Text }[];
}

export interface Rejection {
  readonly code: string;
  readonly text?: string;
  readonly practitioner: { readonly id: string; readonly name: string };
  readonly at: string;
}

/** A row of `runtime.task`. */
export interface Task {
  readonly id: string;
  readonly organization: string;
  readonly patient: string | null;
  readonly service: string;
  readonly version: string;
  readonly trigger: TaskTrigger;
  readonly status: TaskStatus;
  readonly state: 'research' | 'active' | 'shadow' | null;
  readonly priority: Priority;
  readonly attempts: number;
  readonly share: number | null;
  readonly summary: Text | null;
  readonly checks: readonly Text[];
  readonly draft: FiledDraft | null;
  readonly rejection: Rejection | null;
  readonly isolation: string | null;
  readonly arrived_at: Date;
  readonly queued_at: Date;
  readonly ended_at: Date | null;
  readonly closed_at: Date | null;
}

/** A signature of a draft, in the order of its steps. */
export interface Signature {
  readonly step: number;
  readonly role: string;
  readonly user_id: string;
  readonly practitioner: string;
  readonly display: string;
  readonly digest: string;
  readonly signed_at: Date;
}

/** The task, locked until the transaction ends: of two who want to change it, one waits and then sees what the other did. @throws RuntimeError `not-found` */
export async function lockTask(context: AccessContext, transaction: Transaction, id: string): Promise<Task> {
  return one(
    await transaction.query<Task & Record<string, unknown>>(`SELECT * FROM runtime.task WHERE consortium = $1 AND id = $2 FOR UPDATE`, [
      context.consortium,
      uuid(id),
    ]),
    id,
  );
}

/** @throws RuntimeError `not-found` */
export async function readTask(context: AccessContext, transaction: Transaction, id: string): Promise<Task> {
  return one(
    await transaction.query<Task & Record<string, unknown>>(`SELECT * FROM runtime.task WHERE consortium = $1 AND id = $2`, [
      context.consortium,
      uuid(id),
    ]),
    id,
  );
}

export async function signaturesOf(
  context: AccessContext,
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Signature[]>> {
  const { rows } = await transaction.query<Signature & { task: string } & Record<string, unknown>>(
    'SELECT * FROM runtime.signature WHERE consortium = $1 AND task = ANY ($2::uuid[]) ORDER BY task, step',
    [context.consortium, ids],
  );
  return Map.groupBy(rows, (row) => row.task);
}

/** Changes columns of a task and tells the pages that watch the worklist. */
export async function updateTask(
  context: AccessContext,
  transaction: Transaction,
  id: string,
  change: Partial<Omit<Task, 'id'>>,
): Promise<void> {
  const columns = Object.keys(change);
  const values = Object.values(change).map((value) =>
    typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value,
  );
  await transaction.query(
    `UPDATE runtime.task SET ${columns.map((column, i) => `${column} = $${i + 3}`).join(', ')} WHERE consortium = $1 AND id = $2`,
    [context.consortium, id, ...values],
  );
  await notifyWorklist(context, transaction);
}

export const notifyWorklist = (context: AccessContext, transaction: Transaction): Promise<unknown> =>
  transaction.query(`SELECT pg_notify('worklist', $1)`, [context.consortium]);

function one(result: { readonly rows: readonly Task[] }, id: string): Task {
  const task = result.rows[0];
  if (!task) throw new RuntimeError('not-found', `Task/${id} does not exist`);
  return task;
}

function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new RuntimeError('not-found', `Task/${id.slice(0, 64)} does not exist`);
  return id;
}
