import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { isResourceType, type OperationOutcomeError, outcome } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { lockMatch } from './conditional.ts';
import type { BundleOptions, Entry, EntryResult } from './entry.ts';
import { entryPlace } from './entry.ts';
import { everythingStored } from './everything.ts';
import { historyStored } from './history.ts';
import { readStored, readStoredVersion } from './read.ts';
import { searchStored } from './search.ts';
import { parseSearch } from './search-request.ts';
import { historyBundle, searchset } from './searchset.ts';
import type { Written } from './write.ts';
import { create, remove, update } from './write-resource.ts';

/** `Type`, `Type/id`, `Type?query`, `Type/id/_history/2` … */
export interface EntryUrl {
  readonly type: string;
  readonly id: string | undefined;
  readonly rest: readonly string[];
  readonly query: string | undefined;
}

export function parseEntryUrl(entry: Entry): EntryUrl {
  const question = entry.url.indexOf('?');
  const [type = '', id, ...rest] = (question < 0 ? entry.url : entry.url.slice(0, question)).split('/');
  const place = `${entryPlace(entry)}.request.url`;
  if (!isResourceType(type)) throw outcome('invalid', `${place} is ${entry.url}: begin it with a resource type`, place);
  return { type, id, rest, query: question < 0 ? undefined : entry.url.slice(question + 1) };
}

/** The resource of an entry under the type that its url names. */
export function entryResource(entry: Entry, type: string): FhirResource {
  const resource = entry.resource as FhirResource;
  if (resource.resourceType !== type)
    throw outcome('invalid', `${entryPlace(entry)} sends a ${String(resource.resourceType)} to ${type}`, `${entryPlace(entry)}.resource`);
  return resource;
}

/** The result of a write. */
export const writtenResult = (written: Written, options: BundleOptions): EntryResult => ({
  status: written.doc === null ? '204 No Content' : written.created ? '201 Created' : '200 OK',
  location: written.doc === null ? undefined : `${written.type}/${written.id}/_history/${written.version}`,
  etag: `W/"${written.version}"`,
  lastModified: written.at,
  doc: options.representation && written.doc !== null ? written.doc : undefined,
});

/** Processes one entry by itself. */
export async function processEntry(
  context: AccessContext,
  transaction: Transaction,
  entry: Entry,
  options: BundleOptions,
): Promise<EntryResult> {
  const { type, id, query } = parseEntryUrl(entry);
  switch (entry.method) {
    case 'POST': {
      const made = await create(context, transaction, entryResource(entry, type), { ifNoneExist: entry.ifNoneExist });
      if (!('existing' in made)) return writtenResult(made, options);
      const { existing } = made;
      return {
        status: '200 OK',
        location: `${type}/${existing.id}/_history/${existing.version}`,
        etag: `W/"${existing.version}"`,
        lastModified: existing.last_updated.toISOString(),
      };
    }
    case 'PUT': {
      const resource = entryResource(entry, type);
      if (id !== undefined && resource.id !== undefined && resource.id !== id) throw mismatch(entry, id, resource.id);
      const target = id ?? (await conditionalTarget(context, transaction, entry, type, query, resource));
      if (target === undefined) return writtenResult((await create(context, transaction, resource)) as Written, options);
      return writtenResult(await update(context, transaction, { ...resource, id: target }, { ifMatch: entry.ifMatch }), options);
    }
    case 'DELETE': {
      const target = id ?? (query === undefined ? undefined : (await lockMatch(context, transaction, type, query))?.id);
      if (id === undefined && query === undefined)
        throw outcome('invalid', `${entryPlace(entry)}.request.url names no id and no condition`, `${entryPlace(entry)}.request.url`);
      const removed = target === undefined ? undefined : await remove(context, transaction, type, target, entry.ifMatch);
      return removed ? writtenResult(removed, options) : { status: '204 No Content' };
    }
    default:
      return processGet(context, transaction, entry, options);
  }
}

export const mismatch = (entry: Entry, id: string, own: string): OperationOutcomeError =>
  outcome('invalid', `${entryPlace(entry)} puts ${own} to ${id}: give both the same id`, `${entryPlace(entry)}.resource.id`);

/** Id of the resource that a conditional update means; `undefined`: create one. */
export async function conditionalTarget(
  context: AccessContext,
  transaction: Transaction,
  entry: Entry,
  type: string,
  query: string | undefined,
  resource: FhirResource,
): Promise<string | undefined> {
  if (query === undefined)
    throw outcome('invalid', `${entryPlace(entry)}.request.url names no id and no condition`, `${entryPlace(entry)}.request.url`);
  const match = await lockMatch(context, transaction, type, query);
  if (match && resource.id !== undefined && resource.id !== match.id) throw mismatch(entry, match.id, resource.id);
  return match?.id ?? resource.id;
}

/** A read, a version, a history or a search inside of a Bundle. */
export async function processGet(
  context: AccessContext,
  transaction: Transaction,
  entry: Entry,
  options: BundleOptions,
): Promise<EntryResult> {
  const { type, id, rest, query } = parseEntryUrl(entry);
  const base = options.base ?? '';
  if (id === undefined) {
    const request = parseSearch(type, new URLSearchParams(query));
    return { status: '200 OK', doc: searchset(request, await searchStored(context, transaction, request, options), base) };
  }
  if (rest.length === 0) {
    const { doc, version, at } = await readStored(context, transaction, type, id);
    return { status: '200 OK', etag: `W/"${version}"`, lastModified: at.toISOString(), doc };
  }
  if (rest[0] === '_history' && rest[1] !== undefined) {
    const { doc, version, at } = await readStoredVersion(context, transaction, type, id, rest[1]);
    return { status: '200 OK', etag: `W/"${version}"`, lastModified: at.toISOString(), doc };
  }
  if (rest[0] === '_history')
    return { status: '200 OK', doc: historyBundle((await historyStored(context, transaction, type, { id })).versions, base) };
  if (type === 'Patient' && rest[0] === '$everything')
    return { status: '200 OK', doc: (await everythingStored(context, transaction, id, new URLSearchParams(query), options)).text };
  throw outcome(
    'not-supported',
    `${entryPlace(entry)}.request.url is ${entry.url}, which is not supported`,
    `${entryPlace(entry)}.request.url`,
  );
}
