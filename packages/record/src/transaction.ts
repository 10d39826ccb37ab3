import { type AccessContext, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { mapReferences, outcome, parseReference } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { conditionalTarget, entryResource, mismatch, parseEntryUrl, processGet, writtenResult } from './bundle-entry.ts';
import { requireValid } from './check.ts';
import { lockMatch } from './conditional.ts';
import type { BundleOptions, Entry, EntryResult } from './entry.ts';
import { entryPlace } from './entry.ts';
import { missingTargets, placeIn, referencesOf, resolveConditional } from './references.ts';
import { lockRows, mayRead, type Row, requireVersion } from './row.ts';
import { type Write, writeVersions } from './write.ts';
import { deletion, newId, nextVersion } from './write-resource.ts';

/** A write of the transaction once its identity is known. */
interface Planned {
  readonly entry: Entry;
  readonly type: string;
  readonly id: string;
  readonly method: 'DELETE' | 'POST' | 'PUT';
  resource: FhirResource | undefined;
}

const ORDER = ['DELETE', 'POST', 'PUT'] as const;

/** All entries or none, in the order DELETE, POST, PUT, GET. @see FHIR R4 http.html#trules */
export async function processTransaction(
  context: AccessContext,
  transaction: Transaction,
  entries: readonly Entry[],
  options: BundleOptions,
): Promise<EntryResult[]> {
  const results: EntryResult[] = new Array(entries.length);
  const planned: Planned[] = [];
  const identities = new Map<string, string>();
  const reads = entries.filter(({ method }) => method === 'GET' || method === 'HEAD');
  if (reads.length < entries.length) requirePermission(context, 'record.write');

  for (const method of ORDER) {
    for (const entry of entries) {
      if (entry.method !== method) continue;
      const plan = await identify(context, transaction, entry, method);
      if ('result' in plan) results[entry.index] = plan.result;
      else planned.push(plan);
      const target = 'result' in plan ? plan.target : `${plan.type}/${plan.id}`;
      if (entry.fullUrl !== undefined && target !== undefined) learn(identities, entry, target);
    }
  }
  refuseTwice(planned);
  await rewriteReferences(context, transaction, planned, identities);
  for (const { entry, resource, type } of planned) if (resource) requireValid(resource, type, `${entryPlace(entry)}.resource`);

  const rows = await lockRows(
    context,
    transaction,
    planned.filter(({ method }) => method !== 'POST'),
  );
  const writes = planned.flatMap((plan): { plan: Planned; write: Write }[] => {
    const write = toWrite(context, plan, rows.get(`${plan.type}/${plan.id}`), options.draft);
    if (!write) results[plan.entry.index] = { status: '204 No Content' };
    return write ? [{ plan, write }] : [];
  });
  const written = await writeVersions(
    context,
    transaction,
    writes.map(({ write }) => write),
  );
  for (const [i, { plan }] of writes.entries()) results[plan.entry.index] = writtenResult(written[i]!, options);
  for (const entry of reads) results[entry.index] = await processGet(context, transaction, entry, options);
  return results;
}

type Identified = Planned | { readonly result: EntryResult; readonly target: string | undefined };

/** Finds out which resource an entry means. */
async function identify(context: AccessContext, transaction: Transaction, entry: Entry, method: Planned['method']): Promise<Identified> {
  const { type, id, query } = parseEntryUrl(entry);
  if (method === 'DELETE') {
    const target = id ?? (query === undefined ? undefined : (await lockMatch(context, transaction, type, query))?.id);
    if (id === undefined && query === undefined)
      throw outcome('invalid', `${entryPlace(entry)}.request.url names no id and no condition`, `${entryPlace(entry)}.request.url`);
    return target === undefined
      ? { result: { status: '204 No Content' }, target }
      : { entry, type, id: target, method, resource: undefined };
  }
  const resource = entryResource(entry, type);
  if (method === 'PUT') {
    if (id !== undefined && resource.id !== id) throw mismatch(entry, id, String(resource.id));
    const target = id ?? (await conditionalTarget(context, transaction, entry, type, query, resource)) ?? newId();
    return { entry, type, id: target, method, resource: resource.id === target ? resource : { ...resource, id: target } };
  }
  const existing = entry.ifNoneExist === undefined ? undefined : await lockMatch(context, transaction, type, entry.ifNoneExist);
  if (!existing) return { entry, type, id: newId(), method, resource };
  const target = `${type}/${existing.id}`;
  return {
    result: {
      status: '200 OK',
      location: `${target}/_history/${existing.version}`,
      etag: `W/"${existing.version}"`,
      lastModified: existing.last_updated.toISOString(),
    },
    target,
  };
}

/** Whoever refers to an entry by its fullUrl means the resource that it becomes. */
function learn(identities: Map<string, string>, { fullUrl, method }: Entry, target: string): void {
  identities.set(fullUrl as string, target);
  // relative references resolve against the fullUrl's own base
  const relative = method === 'POST' ? /^https?:.*\/([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/.exec(fullUrl as string)?.[1] : undefined;
  if (relative !== undefined && relative.startsWith(`${target.split('/')[0]}/`)) identities.set(relative, target);
}

function refuseTwice(planned: readonly Planned[]): void {
  const seen = new Map<string, Entry>();
  for (const { entry, type, id } of planned) {
    const other = seen.get(`${type}/${id}`);
    if (other)
      throw outcome(
        'invalid',
        `${entryPlace(other)} and ${entryPlace(entry)} both write ${type}/${id}: a transaction may do so once`,
        entryPlace(entry),
      );
    seen.set(`${type}/${id}`, entry);
  }
}

/**
 * Makes every reference of the planned resources name what it means. `mayDangle`: `Type/id` may be written later, as
 * where the files of an export come in any order.
 * @throws OperationOutcomeError 400 that names entry and field where it means nothing
 */
export async function rewriteReferences(
  context: AccessContext,
  transaction: Transaction,
  planned: readonly Planned[],
  identities: ReadonlyMap<string, string>,
  mayDangle = false,
): Promise<void> {
  const own = new Set(planned.flatMap(({ method, type, id }) => (method === 'DELETE' ? [] : `${type}/${id}`)));
  const conditional = new Map<string, Planned>();
  const targets = new Map<string, { type: string; id: string; plan: Planned }>();
  for (const plan of planned) {
    if (!plan.resource) continue;
    const unknown = new Set<string>();
    plan.resource = mapReferences(plan.resource, (reference) => {
      const known = identities.get(reference);
      if (known !== undefined) return known;
      const target = parseReference(reference);
      if (target?.kind === 'relative') {
        const key = `${target.type}/${target.id}`;
        if (!own.has(key) && !targets.has(key)) targets.set(key, { type: target.type, id: target.id, plan });
      } else if (target?.kind === 'conditional') {
        if (!conditional.has(reference)) conditional.set(reference, plan);
      } else if (reference.startsWith('urn:uuid:') || reference.startsWith('urn:oid:')) unknown.add(reference);
      return reference;
    });
    if (unknown.size > 0) refuseUnknown(plan, unknown);
  }
  if (conditional.size > 0) {
    const resolved = await resolveConditional(
      context,
      transaction,
      new Map([...conditional].map(([reference, plan]) => [reference, placeOf(plan, reference)])),
    );
    for (const plan of planned)
      if (plan.resource) plan.resource = mapReferences(plan.resource, (reference) => resolved.get(reference) ?? reference);
  }
  if (mayDangle) return;
  const missing = await missingTargets(context, transaction, [...targets.values()]);
  for (const key of missing) {
    const place = placeOf(targets.get(key)!.plan, key);
    throw outcome('invalid', `${place} is ${key}, which does not exist: create it first, or in the same transaction`, place);
  }
}

function refuseUnknown({ entry, resource }: Planned, unknown: ReadonlySet<string>): void {
  const broken = referencesOf(resource as FhirResource).find(({ reference }) => unknown.has(reference));
  if (!broken) return; // a urn in an element that is no reference stands for itself
  const place = placeIn(entry.index, broken);
  throw outcome(
    'invalid',
    `${place} is ${broken.reference}, which no entry has as its fullUrl: add the entry, or mend the reference`,
    place,
  );
}

function placeOf({ entry, resource }: Planned, wanted: string): string {
  const found = referencesOf(resource as FhirResource).find(({ reference }) => reference === wanted || reference.startsWith(`${wanted}/`));
  return found ? placeIn(entry.index, found) : `${entryPlace(entry)}.resource`;
}

function toWrite(
  context: AccessContext,
  { entry, type, id, method, resource }: Planned,
  row: Row | undefined,
  draft: boolean | undefined,
): Write | undefined {
  if (method === 'POST') return { type, id, rid: undefined, version: 1, draft: draft ?? false, resource: resource as FhirResource };
  if (method === 'PUT') return nextVersion(context, row, resource as FhirResource, id, { ifMatch: entry.ifMatch, draft });
  if (!row || row.deleted || !mayRead(context, row)) return undefined;
  requireVersion(entry.ifMatch, row);
  return deletion(row);
}
