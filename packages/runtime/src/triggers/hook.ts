import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Card, HookRunInput } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { OperationOutcomeError, patientOf } from '@consilium/fhir';
import { readResource, searchResources } from '@consilium/record';
import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';
import { readResult } from '../draft/read-result.ts';
import { RuntimeError } from '../errors.ts';
import { project } from '../input/project.ts';
import { serviceContext } from '../input/service-context.ts';
import type { Runtime } from '../runtime.ts';
import { runServiceOnce } from '../sandbox/run-service-once.ts';
import type { InstalledService } from '../services/discover.ts';
import { requireRunnable } from '../task/run-task.ts';

/** A CDS Hooks request as it arrived. @see CDS Hooks 2.0, "Calling a CDS Service" */
export interface HookRequest {
  readonly hook: string;
  readonly hookInstance: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch?: Readonly<Record<string, Resource | null>>;
}

/** The hook services that may run for the caller's organisation. */
export async function hookServices(
  context: AccessContext,
  transaction: Transaction,
  runtime: Runtime,
): Promise<readonly InstalledService[]> {
  const open: InstalledService[] = [];
  for (const service of runtime.services) {
    if (service.manifest.trigger.kind !== 'hook') continue;
    const state = await requireRunnable(context, transaction, service, context.organization).catch(() => undefined);
    if (state === 'active' || state === 'research') open.push(service);
  }
  return open;
}

/**
 * Calls a hook service and returns its cards; a decline gives none. What the caller did not send along is read for the
 * service, as far as its manifest and the caller's own rights reach.
 * @throws RuntimeError `not-found`, `invalid`, `precondition` (412: a prefetch that cannot be had), `not-runnable`
 */
export async function callHook(context: AccessContext, runtime: Runtime, name: string, request: HookRequest): Promise<readonly Card[]> {
  requirePermission(context, 'service.request');
  const service = runtime.serviceNamed(name);
  if (service?.manifest.trigger.kind !== 'hook') throw new RuntimeError('not-found', `there is no CDS service ${name}`);
  const { trigger } = service.manifest;
  if (request.hook !== trigger.hook)
    throw new RuntimeError('invalid', `hook is ${JSON.stringify(request.hook)}: ${name} answers ${trigger.hook}`);
  const patient = typeof request.context.patientId === 'string' ? request.context.patientId.replace(/^Patient\//, '') : undefined;
  const input = await runtime.database.transaction(context, async (transaction): Promise<HookRunInput & { readonly state: string }> => {
    const state = await requireRunnable(context, transaction, service, context.organization);
    const own = { ...serviceContext(service, context.consortium, context.organization), requestId: context.requestId };
    const prefetch: Record<string, Resource | undefined> = {};
    const missing: string[] = [];
    for (const [key, template] of Object.entries(trigger.prefetch)) {
      const sent = request.prefetch?.[key];
      if (sent === null) continue; // the caller looked, and there is none: an answer of its own
      if (sent === undefined) requirePermission(context, 'record.read');
      const found = sent ?? (await fetchTemplate(own, transaction, template, request.context).catch(missingOf));
      if (found === undefined) missing.push(key);
      else prefetch[key] = visible(found, service.manifest.reads, patient);
    }
    if (missing.length > 0) throw new RuntimeError('precondition', `prefetch ${missing.join(', ')} was not sent and cannot be read`);
    await recordAudit(context, transaction, [{ action: 'E', entity: `Device/${service.device}`, patient, detail: `hook ${request.hook}` }]);
    const { hook, hookInstance } = request;
    return { hook, hookInstance, context: request.context, prefetch, state };
  });
  const { state, ...given } = input;
  const run = await runServiceOnce(service.folder, given, { manifest: service.manifest });
  const result = readResult(run.result, service.manifest);
  return result.kind === 'cards' && state !== 'shadow' ? result.cards : [];
}

/** What is absent is missing; any other failure is one. */
function missingOf(error: unknown): undefined {
  if (error instanceof OperationOutcomeError && (error.status === 404 || error.status === 410)) return undefined;
  throw error;
}

/** Reads `Patient/{{context.patientId}}` or searches `Observation?patient={{context.patientId}}`. */
async function fetchTemplate(
  context: AccessContext,
  transaction: Transaction,
  template: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Resource | undefined> {
  let complete = true;
  const filled = template.replace(/\{\{context\.(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (typeof value !== 'string') complete = false;
    return encodeURIComponent(String(value));
  });
  if (!complete) return undefined;
  const search = /^([A-Z][A-Za-z]+)\?(.*)$/.exec(filled);
  if (search) {
    const { resources } = await searchResources<FhirResource>(
      context,
      transaction,
      search[1] as FhirResource['resourceType'],
      search[2] ?? '',
    );
    return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) } as Bundle;
  }
  const [type = '', id = ''] = filled.split('/');
  return readResource<FhirResource>(context, transaction, type as FhirResource['resourceType'], decodeURIComponent(id));
}

/** Only what the manifest reads and, where the call concerns a patient, only that patient's. */
function visible(resource: Resource, reads: readonly string[], patient: string | undefined): Resource | undefined {
  if (resource.resourceType === 'Bundle') {
    const bundle = resource as Bundle;
    const entry = (bundle.entry ?? []).flatMap(({ resource: inner }) => {
      const given = inner && visible(inner, reads, patient);
      return given ? [{ resource: given as FhirResource }] : [];
    });
    return { resourceType: 'Bundle', type: bundle.type, entry } as Bundle;
  }
  const owner = patientOf(resource);
  if (patient && owner && owner !== patient) return undefined;
  return project(resource, reads);
}
