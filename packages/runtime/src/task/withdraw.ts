import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { fileEnd } from '../draft/file-draft.ts';
import type { InstalledService } from '../services/discover.ts';
import { isSimulated } from './run-task.ts';
import { lockTask } from './task.ts';

const REASON = { zh: '该序列有新图像到达，已按全部图像重新运行', en: 'More images of the series arrived: it was run again on all of them' };

/** Withdraws what the same service made, or is about to make, of fewer images of a series; what a person has signed stays. */
export async function withdrawSuperseded(
  context: AccessContext,
  transaction: Transaction,
  service: InstalledService,
  seriesInstanceUid: string,
  by: string,
): Promise<void> {
  const { rows } = await transaction.query<{ id: string }>(
    `SELECT id FROM runtime.task WHERE consortium = $1 AND service = $2 AND trigger ->> 'seriesInstanceUid' = $3 AND id <> $4
     AND status IN ('queued', 'running', 'awaiting-signature', 'declined', 'failed') ORDER BY id`,
    [context.consortium, service.manifest.name, seriesInstanceUid, by],
  );
  for (const { id } of rows) {
    const task = await lockTask(context, transaction, id);
    if (!['queued', 'running', 'awaiting-signature', 'declined', 'failed'].includes(task.status)) continue;
    await fileEnd(context, transaction, service, task, 'withdrawn', REASON, {
      simulated: task.patient ? await isSimulated(context, transaction, task.patient) : false,
    });
  }
}
