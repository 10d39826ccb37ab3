import { type AccessContext, recordAudit } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { updateResource } from '@consilium/record';
import { taskResource } from '../draft/task-resource.ts';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { isSimulated } from '../task/run-task.ts';
import { type Rejection, updateTask } from '../task/task.ts';
import { openDraft } from './open-draft.ts';

export const REJECT_REASONS = [
  'wrong-anatomy',
  'poor-segmentation',
  'poor-image-quality',
  'not-clinically-relevant',
  'wrong-patient',
  'other',
] as const;

export interface RejectRequest {
  readonly code: string;
  readonly text?: string | undefined;
}

/**
 * Rejects a draft for good. It stays hidden, with the reason beside it.
 * @throws RuntimeError `invalid`, `not-found`, `conflict` (409), `forbidden` (403)
 */
export async function rejectDraft(
  context: AccessContext,
  transaction: Transaction,
  runtime: Runtime,
  id: string,
  { code, text }: RejectRequest,
): Promise<void> {
  if (!REJECT_REASONS.includes(code as never))
    throw new RuntimeError('invalid', `code is ${JSON.stringify(code)}: use one of ${REJECT_REASONS.join(', ')}`);
  if (code === 'other' && !text?.trim()) throw new RuntimeError('invalid', 'text is empty: say what the other reason is');
  const { task, draft, service, step, platform } = await openDraft(context, transaction, runtime, id);
  const { actor } = context;
  const rejection: Rejection = {
    code,
    ...(text && { text: text.slice(0, 2000) }),
    practitioner: { id: actor.kind === 'user' ? actor.practitioner : '', name: actor.display },
    at: new Date().toISOString(),
  };
  await updateTask(context, transaction, id, { status: 'rejected', rejection, closed_at: new Date() });
  const simulated = task.patient ? await isSimulated(platform, transaction, task.patient) : false;
  await updateResource(
    platform,
    transaction,
    taskResource({
      task,
      status: 'rejected',
      priority: task.priority,
      title: service.manifest.title,
      device: service.device,
      simulated,
      draft,
      rejection,
    }),
  );
  await recordAudit(context, transaction, [
    { action: 'E', entity: `Task/${id}`, patient: task.patient ?? undefined, detail: `rejected as ${step.role}: ${code}` },
  ]);
}
