import { randomUUID } from 'node:crypto';
import { type AccessContext, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome, parseJson } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { requireValid } from './check.ts';
import { lockMatch } from './conditional.ts';
import { lockRows, mayRead, notFound, type Row, requireVersion } from './row.ts';
import { type Write, type Written, writeVersions } from './write.ts';

export interface CreateOptions {
  /** Id to be given; by default the server chooses. */
  readonly id?: string | undefined;
  /** Invisible until signed. */
  readonly draft?: boolean | undefined;
  /** Search, such as `identifier=system|value`: where it finds one resource, that one is the answer and nothing is written. */
  readonly ifNoneExist?: string | undefined;
}

export interface UpdateOptions {
  /** ETag, `W/"3"`: the version that must be current. */
  readonly ifMatch?: string | undefined;
  /** `false` publishes a draft; absent leaves it as it is. */
  readonly draft?: boolean | undefined;
}

export const newId = (): string => randomUUID();

/** Creates, or finds by `ifNoneExist`: then `existing`. @throws OperationOutcomeError 400, 412, 422 */
export async function create(
  context: AccessContext,
  transaction: Transaction,
  resource: FhirResource,
  options: CreateOptions = {},
): Promise<Written | { readonly existing: Row }> {
  requirePermission(context, 'record.write');
  requireValid(resource);
  const type = resource.resourceType;
  if (options.ifNoneExist !== undefined) {
    const existing = await lockMatch(context, transaction, type, options.ifNoneExist);
    if (existing) return { existing };
  }
  const id = options.id ?? newId();
  if (options.id !== undefined && (await lockRows(context, transaction, [{ type, id }])).size > 0)
    throw outcome('conflict', `${type}/${id} exists already: update it, or create it without an id`);
  return (
    await writeVersions(context, transaction, [{ type, id, rid: undefined, version: 1, draft: options.draft ?? false, resource }])
  )[0]!;
}

/** Updates, or creates with the client's id. @throws OperationOutcomeError 400, 404, 412, 422 */
export async function update(
  context: AccessContext,
  transaction: Transaction,
  resource: FhirResource,
  options: UpdateOptions = {},
): Promise<Written> {
  requirePermission(context, 'record.write');
  requireValid(resource);
  const { resourceType: type, id } = resource;
  if (id === undefined) throw outcome('invalid', `An update needs the id of the ${type}: set id, or create it`, `${type}.id`);
  const row = (await lockRows(context, transaction, [{ type, id }])).get(`${type}/${id}`);
  return (await writeVersions(context, transaction, [nextVersion(context, row, resource, id, options)]))[0]!;
}

/** The version after `row`. @throws OperationOutcomeError 404 for a draft that the caller may not see, 412 */
export function nextVersion(
  context: AccessContext,
  row: Row | undefined,
  resource: FhirResource,
  id: string,
  options: UpdateOptions,
): Write {
  const type = resource.resourceType;
  if (!row) {
    if (options.ifMatch !== undefined) throw outcome('precondition', `If-Match was given, but ${type}/${id} does not exist`);
    return { type, id, rid: undefined, version: 1, draft: options.draft ?? false, resource };
  }
  if (!mayRead(context, row)) throw notFound(type, id);
  requireVersion(options.ifMatch, row);
  return {
    type,
    id,
    rid: row.rid,
    version: row.version + 1,
    draft: options.draft ?? row.draft,
    organization: row.organization ?? undefined,
    resource,
  };
}

/** Deletes; deleting what is deleted or never was changes nothing. @throws OperationOutcomeError 412 */
export async function remove(
  context: AccessContext,
  transaction: Transaction,
  type: string,
  id: string,
  ifMatch?: string,
): Promise<Written | undefined> {
  requirePermission(context, 'record.write');
  const row = (await lockRows(context, transaction, [{ type, id }])).get(`${type}/${id}`);
  if (!row || row.deleted || !mayRead(context, row)) return undefined;
  requireVersion(ifMatch, row);
  return (await writeVersions(context, transaction, [deletion(row)]))[0];
}

export const deletion = (row: Row): Write => ({
  type: row.type,
  id: row.id,
  rid: row.rid,
  version: row.version + 1,
  draft: row.draft,
  organization: row.organization ?? undefined,
  patient: row.patient ?? undefined,
});

/** Creates a resource; with `ifNoneExist` the one that exists already is returned unchanged. @see FHIR R4 http.html#create */
export async function createResource<T extends FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  resource: T,
  options: CreateOptions = {},
): Promise<T> {
  const made = await create(context, transaction, resource, options);
  return ('existing' in made ? parse(made.existing.doc) : made.resource) as T;
}

/** Updates a resource, or creates it with its id. Without `draft` a draft stays a draft. @see FHIR R4 http.html#update */
export async function updateResource<T extends FhirResource>(
  context: AccessContext,
  transaction: Transaction,
  resource: T,
  options: UpdateOptions = {},
): Promise<T> {
  return (await update(context, transaction, resource, options)).resource as T;
}

/** Deletes a resource; its history stays. @see FHIR R4 http.html#delete */
export async function deleteResource(
  context: AccessContext,
  transaction: Transaction,
  type: string,
  id: string,
  options: { readonly ifMatch?: string } = {},
): Promise<void> {
  await remove(context, transaction, type, id, options.ifMatch);
}

/** Makes drafts visible: each gets a new version with the same content. References are `Type/id`; what is no draft is left alone. @throws OperationOutcomeError 404 */
export async function publishDrafts(context: AccessContext, transaction: Transaction, references: readonly string[]): Promise<void> {
  requirePermission(context, 'record.write');
  const keys = [...new Set(references)].map((reference) => {
    const [type = '', id = ''] = reference.split('/');
    return { type, id };
  });
  const rows = await lockRows(context, transaction, keys);
  const writes = keys.flatMap(({ type, id }) => {
    const row = rows.get(`${type}/${id}`);
    if (!row || row.doc === null || !mayRead(context, row)) throw notFound(type, id);
    return row.draft
      ? [
          {
            type,
            id,
            rid: row.rid,
            version: row.version + 1,
            draft: false,
            organization: row.organization ?? undefined,
            resource: parse(row.doc),
          },
        ]
      : [];
  });
  await writeVersions(context, transaction, writes);
}

const parse = (doc: string | null): FhirResource => parseJson(doc ?? 'null') as FhirResource;
