import { type AccessContext, requirePermission, systemContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { readResource } from '@consilium/record';
import type { FhirResource } from 'fhir/r4.js';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { InstalledService } from '../services/discover.ts';
import { type FiledDraft, lockTask, type Signature, signaturesOf, type Task } from '../task/task.ts';
import { requireStep, type Step } from './next-step.ts';

/** A draft that the caller may work on, with its row locked. */
export interface OpenDraft {
  readonly task: Task;
  readonly draft: FiledDraft;
  readonly service: InstalledService;
  readonly signatures: readonly Signature[];
  readonly step: Step;
  /** The platform, which writes what the signing person decides. */
  readonly platform: AccessContext;
}

/** Locks the draft and checks that the caller may do its next step. @throws RuntimeError `not-found`, `conflict`, `forbidden` */
export async function openDraft(
  context: AccessContext,
  transaction: Transaction,
  runtime: Pick<Runtime, 'serviceNamed'>,
  id: string,
): Promise<OpenDraft> {
  requirePermission(context, 'draft.sign');
  const task = await lockTask(context, transaction, id);
  const service = runtime.serviceNamed(task.service);
  if (!service) throw new RuntimeError('conflict', `${task.service} is no longer installed: its drafts cannot be signed`);
  const signatures = (await signaturesOf(context, transaction, [id])).get(id) ?? [];
  const step = requireStep(context, service.manifest, task, signatures);
  if (!task.draft) throw new RuntimeError('conflict', `Task/${id} has no draft`);
  return {
    task,
    draft: task.draft,
    service,
    signatures,
    step,
    platform: { ...systemContext(context.consortium, task.organization, 'sign-off'), requestId: context.requestId },
  };
}

/** Every resource of a draft as it stands. */
export async function readDraft(
  context: AccessContext,
  transaction: Transaction,
  draft: FiledDraft,
): Promise<readonly (FhirResource & { readonly id: string })[]> {
  const resources = [];
  for (const reference of draft.resources) {
    const [type = '', id = ''] = reference.split('/');
    resources.push(await readResource<FhirResource>(context, transaction, type as FhirResource['resourceType'], id));
  }
  return resources as (FhirResource & { id: string })[];
}
