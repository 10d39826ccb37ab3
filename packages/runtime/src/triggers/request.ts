import { randomUUID } from 'node:crypto';
import { type AccessContext, recordAudit, requirePermission, systemContext } from '@consilium/access';
import type { Text } from '@consilium/contract';
import { checkDraft } from '../draft/check-draft.ts';
import { fileDraft } from '../draft/file-draft.ts';
import { readResult } from '../draft/read-result.ts';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { runServiceOnce } from '../sandbox/run-service-once.ts';
import { isSimulated, requireRunnable } from '../task/run-task.ts';
import { lockTask } from '../task/task.ts';
import { parameterProblems } from './parameters.ts';

/** What a request gives: an answer at once, a draft on the worklist, or a reason why not. */
export type RequestResult =
  | {
      readonly kind: 'answer';
      readonly value: unknown;
      readonly parameters: unknown;
      readonly service: { readonly name: string; readonly version: string };
    }
  | { readonly kind: 'draft'; readonly task: string }
  | { readonly kind: 'decline'; readonly reason: Text };

/**
 * Runs a service because a person or a client asks. A draft is about the patient whose id the parameter `patient` names.
 * @throws RuntimeError `not-found`, `invalid` naming the parameter, `not-runnable`, and whatever ends a run
 */
export async function runOnRequest(
  context: AccessContext,
  runtime: Runtime,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<RequestResult> {
  requirePermission(context, 'service.request');
  const service = runtime.serviceNamed(name);
  if (service?.manifest.trigger.kind !== 'request') throw new RuntimeError('not-found', `there is no service ${name} that runs on request`);
  const problems = parameterProblems(service.manifest.trigger.parameters, parameters);
  if (problems.length > 0) throw new RuntimeError('invalid', problems.join('; '));
  const patient = typeof parameters.patient === 'string' ? parameters.patient.replace(/^Patient\//, '') : undefined;
  const platform = systemContext(context.consortium, context.organization, 'runtime');
  const arrivedAt = new Date();
  await runtime.database.transaction(context, async (transaction) => {
    if ((await requireRunnable(context, transaction, service, context.organization)) === 'shadow')
      throw new RuntimeError('not-runnable', `${name} runs in shadow here: it shows nothing`);
    await recordAudit(context, transaction, [{ action: 'E', entity: `Device/${service.device}`, patient, detail: 'request' }]);
  });
  const { result, dicom, isolation } = await runServiceOnce(service.folder, { parameters }, { manifest: service.manifest });
  const checked = readResult(result, service.manifest);
  if (checked.kind === 'decline') return checked;
  if (checked.kind === 'answer') return { ...checked, parameters, service: { name, version: service.manifest.version } };
  if (checked.kind !== 'draft') throw new RuntimeError('invalid-result', `a request gives an answer or a draft, not ${checked.kind}`);

  const id = randomUUID();
  await runtime.database.transaction(platform, async (transaction) => {
    const state = await requireRunnable(platform, transaction, service, context.organization);
    const simulated = patient ? await isSimulated(platform, transaction, patient) : false;
    const trigger = { kind: 'request', parameters, requestedBy: context.actor.id } as const;
    await transaction.query(
      `INSERT INTO runtime.task (consortium, id, key, organization, patient, service, version, trigger, status, state, attempts, arrived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9, 1, $10)`,
      [
        context.consortium,
        id,
        id,
        context.organization,
        patient ?? null,
        name,
        service.manifest.version,
        JSON.stringify(trigger),
        state,
        arrivedAt,
      ],
    );
    const ids = new Map<string, string>();
    const idOf = (fullUrl: string): string => ids.get(fullUrl) ?? (ids.set(fullUrl, randomUUID()).get(fullUrl) as string);
    const draft = checkDraft(checked, dicom, service.manifest, {
      patient,
      simulated,
      references: new Set(),
      device: service.device,
      state,
      idOf,
    });
    await fileDraft(platform, transaction, runtime.archive, service, await lockTask(platform, transaction, id), draft, [], {
      state,
      isolation,
      simulated,
    });
  });
  return { kind: 'draft', task: id };
}
