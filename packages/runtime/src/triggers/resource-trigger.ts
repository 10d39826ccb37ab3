import type { AccessContext } from '@consilium/access';
import type { JobQueue, Transaction } from '@consilium/database';
import { evaluateFhirPath } from '@consilium/fhir';
import type { Change } from '@consilium/record';
import { RUNNABLE, stateFor } from '@consilium/registry';
import type { InstalledService } from '../services/discover.ts';
import { addTask } from '../task/add-task.ts';

/** Queues a run of each service whose FHIRPath holds for a written resource; never for drafts, and never for what the service wrote itself. */
export async function onResourceWritten(
  context: AccessContext,
  transaction: Transaction,
  queue: JobQueue,
  services: readonly InstalledService[],
  change: Change,
  onError: (error: unknown) => void,
): Promise<void> {
  const { resource, type, id, version } = change;
  if (!resource || change.draft) return;
  for (const service of services) {
    const { trigger, name, version: serviceVersion } = service.manifest;
    if (trigger.kind !== 'resource' || trigger.type !== type) continue;
    if (resource.meta?.source?.startsWith(`urn:consilium:service:${name}:`)) continue;
    if (!holds(trigger.where, resource, onError)) continue;
    const { state } = await stateFor(context, transaction, name, serviceVersion, context.organization);
    if (!RUNNABLE.has(state)) continue;
    await addTask(context, transaction, queue, {
      service: name,
      version: serviceVersion,
      organization: context.organization,
      patient: change.patient,
      trigger: { kind: 'resource', type, id, version },
      key: ['resource', type, id, version],
      arrivedAt: change.at,
      state,
    });
  }
}

/** A service's expression that cannot be evaluated holds for nothing; it must not stop the others. */
function holds(where: string, resource: unknown, onError: (error: unknown) => void): boolean {
  try {
    const values = evaluateFhirPath(where, resource);
    return values.length === 1 && values[0] === true;
  } catch (error) {
    onError(new Error(`trigger.where "${where}": ${(error as Error).message}`, { cause: error }));
    return false;
  }
}
