import { createHash, randomUUID } from 'node:crypto';
import { type AccessContext, recordAudit } from '@consilium/access';
import { type Archive, storeDraftInstance } from '@consilium/archive';
import type { Text } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { createResource, updateResource } from '@consilium/record';
import type { InstalledService } from '../services/discover.ts';
import type { FiledDraft, Task } from '../task/task.ts';
import { updateTask } from '../task/task.ts';
import type { CheckedDraft } from './check-draft.ts';
import { ensureDevice } from './device.ts';
import { draftProvenance } from './provenance.ts';
import { type TaskView, taskResource } from './task-resource.ts';

export interface Ending {
  readonly state: 'research' | 'active' | 'shadow';
  readonly isolation: string;
  readonly simulated: boolean;
}

/** Files a draft: resources, DICOM objects, Provenance, Device and Task, all in the caller's transaction or none. */
export async function fileDraft(
  context: AccessContext,
  transaction: Transaction,
  archive: Archive,
  service: InstalledService,
  task: Task,
  draft: CheckedDraft,
  versions: readonly string[],
  ending: Ending,
): Promise<void> {
  await ensureDevice(context, transaction, service);
  for (const resource of draft.resources) await createResource(context, transaction, resource, { id: resource.id, draft: true });
  for (const { bytes } of draft.dicom) await storeDraftInstance(context, transaction, archive, bytes);
  const references = draft.resources.map(({ resourceType, id }) => `${resourceType}/${id}`);
  const report = references.find((reference) => reference.startsWith('DiagnosticReport/'));
  const filed: FiledDraft = {
    resources: references,
    ...(report && { report }),
    provenance: randomUUID(),
    dicom: draft.dicom.map(({ bytes, ...rest }) => ({ ...rest, digest: createHash('sha256').update(bytes).digest('hex') })),
    ...(draft.imageOrientationPatient && { imageOrientationPatient: draft.imageOrientationPatient }),
  };
  const { manifest, device } = service;
  if (references.length > 0) {
    const provenance = draftProvenance({
      id: filed.provenance,
      targets: references,
      device,
      deviceDisplay: `${manifest.title.zh} ${manifest.version}`,
      trigger: task.trigger,
      versions,
      simulated: ending.simulated,
    });
    await createResource(context, transaction, provenance, { id: filed.provenance, draft: true });
  }
  const { summary, checks, priority } = draft;
  await updateTask(context, transaction, task.id, {
    status: 'awaiting-signature',
    state: ending.state,
    summary,
    checks,
    priority,
    draft: filed,
    isolation: ending.isolation,
    share: null,
    ended_at: new Date(),
  });
  await updateResource(
    context,
    transaction,
    taskResource({
      task,
      status: 'awaiting-signature',
      priority,
      title: manifest.title,
      device,
      simulated: ending.simulated,
      draft: filed,
    }),
  );
  await recordAudit(context, transaction, [
    { action: 'C', entity: `Task/${task.id}`, patient: task.patient ?? undefined, detail: `draft of ${manifest.name} ${manifest.version}` },
  ]);
}

/** Files that a run ended without a draft: declined, failed, or withdrawn. */
export async function fileEnd(
  context: AccessContext,
  transaction: Transaction,
  service: InstalledService,
  task: Task,
  status: 'declined' | 'failed' | 'withdrawn',
  reason: Text,
  ending: Partial<Ending> & { readonly simulated: boolean },
): Promise<void> {
  const { state = null, isolation = null, simulated } = ending;
  await updateTask(context, transaction, task.id, { status, state, isolation, summary: reason, share: null, ended_at: new Date() });
  await ensureDevice(context, transaction, service);
  const view: TaskView = {
    task,
    status,
    priority: task.priority,
    title: service.manifest.title,
    device: service.device,
    simulated,
    reason,
    ...(task.draft && { draft: task.draft }),
  };
  await updateResource(context, transaction, taskResource(view));
}
