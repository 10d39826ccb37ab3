import { type AccessContext, recordAudit } from '@consilium/access';
import { publishInstances } from '@consilium/archive';
import { DRAFT_TYPES } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { readResource, updateResource } from '@consilium/record';
import type { FhirResource, Provenance } from 'fhir/r4.js';
import { signedProvenance } from '../draft/provenance.ts';
import { taskResource } from '../draft/task-resource.ts';
import type { Runtime } from '../runtime.ts';
import { signaturesOf, updateTask } from '../task/task.ts';
import { editedVersions } from './edits.ts';
import { type OpenDraft, openDraft, readDraft } from './open-draft.ts';
import { signedDigest } from './signed-digest.ts';

/**
 * Adds the caller's signature. The last one makes the draft fact, in the same transaction: reports `final`, images
 * visible, Task completed, signers in the Provenance. The label AIAST stays.
 * @throws RuntimeError `not-found`, `conflict` (409), `forbidden` (403)
 */
export async function signDraft(context: AccessContext, transaction: Transaction, runtime: Runtime, id: string): Promise<void> {
  const open = await openDraft(context, transaction, runtime, id);
  const { task, draft, service, step, platform } = open;
  const resources = await readDraft(platform, transaction, draft);
  const { actor } = context;
  await transaction.query(
    `INSERT INTO runtime.signature (consortium, organization, patient, task, step, role, user_id, practitioner, display, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      context.consortium,
      context.organization,
      task.patient,
      id,
      step.number,
      step.role,
      actor.id,
      actor.kind === 'user' ? actor.practitioner : '',
      actor.display,
      signedDigest(resources, draft.dicom),
    ],
  );
  const status = step.last ? 'signed' : 'awaiting-review';
  if (step.last) await publish(transaction, open, resources);
  await updateTask(context, transaction, id, step.last ? { status, closed_at: new Date() } : { status });
  const simulated = resources.some(({ meta }) => meta?.tag?.some(({ code }) => code === 'HTEST'));
  await updateResource(
    platform,
    transaction,
    taskResource({ task, status, priority: task.priority, title: service.manifest.title, device: service.device, simulated, draft }),
  );
  await recordAudit(context, transaction, [
    { action: 'E', entity: `Task/${id}`, patient: task.patient ?? undefined, detail: `signed as ${step.role}` },
  ]);
}

async function publish(
  transaction: Transaction,
  { task, draft, platform }: OpenDraft,
  resources: readonly (FhirResource & { readonly id: string })[],
): Promise<void> {
  for (const resource of resources) {
    const status = DRAFT_TYPES[resource.resourceType];
    await updateResource(
      platform,
      transaction,
      {
        ...resource,
        ...(status && { [status.element]: status.final }),
        ...(resource.resourceType === 'DiagnosticReport' && { issued: new Date().toISOString() }),
      } as FhirResource,
      { draft: false },
    );
  }
  if (draft.dicom.length > 0)
    await publishInstances(
      platform,
      transaction,
      draft.dicom.map(({ sopInstanceUid }) => sopInstanceUid),
    );
  if (draft.resources.length === 0) return;
  const signatures = (await signaturesOf(platform, transaction, [task.id])).get(task.id) ?? [];
  const provenance = await readResource<Provenance>(platform, transaction, 'Provenance', draft.provenance);
  const edited = await editedVersions(platform, transaction, task.id, draft);
  await updateResource(platform, transaction, signedProvenance(provenance as Provenance & { id: string }, signatures, edited), {
    draft: false,
  });
}
