import { createHash } from 'node:crypto';
import { type AccessContext, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { isResourceType, mapReferences, outcome, stringify } from '@consilium/fhir';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { requireValid } from './check.ts';
import { lockRows } from './row.ts';
import { prepared, textArray } from './statement.ts';
import { rewriteReferences } from './transaction.ts';
import { writeVersions } from './write.ts';
import { newId, nextVersion } from './write-resource.ts';

/** What an import did; every entry is counted once. */
export interface ImportResult {
  readonly created: number;
  /** There already, from an earlier import or under the same identifier. */
  readonly unchanged: number;
  readonly updated: number;
  /** `Type/id` by the fullUrl of the entry. */
  readonly references: ReadonlyMap<string, string>;
}

/** Types that many sources name by the same identifier: one resource for all of them. */
const SHARED = new Set([
  'Organization',
  'Practitioner',
  'Patient',
  'Location',
  'Device',
  'HealthcareService',
  'Medication',
  'ImagingStudy',
]);

interface Item {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly type: string;
  readonly key: string;
  readonly digest: string;
  /** `system|value` that the resource shares with others that are the same. */
  readonly identifier: readonly [system: string, value: string] | undefined;
  readonly resource: FhirResource;
}

/**
 * Imports a Bundle of any type so that importing it again changes nothing: an entry is known by its fullUrl, or by its
 * first identifier where its type is one that sources share. All or nothing.
 * @throws OperationOutcomeError 400, 422 that name entry and field
 */
export async function importBundle(context: AccessContext, transaction: Transaction, bundle: Bundle): Promise<ImportResult> {
  requirePermission(context, 'record.write');
  const items = (bundle.entry ?? []).map((entry, index) => toItem(entry as Parameters<typeof toItem>[0], index));
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`import|${context.consortium}`]); // one import at a time: both would make the same things
  const known = await knownKeys(
    context,
    transaction,
    items.map(({ key }) => key),
  );
  const shared = await knownIdentifiers(
    context,
    transaction,
    items.filter(({ key, identifier }) => identifier && !known.has(key)),
  );

  const identities = new Map<string, string>();
  const planned = new Map<string, { entry: EntryOf; type: string; id: string; method: 'PUT'; resource: FhirResource }>();
  const keys: { item: Item; id: string }[] = [];
  let unchanged = 0;
  for (const item of items) {
    const { type, resource } = item;
    const before = known.get(item.key);
    const same = before ?? (item.identifier && shared.get(`${type}|${item.identifier.join('|')}`));
    const id = same?.id ?? (isServerUrl(item) && resource.id !== undefined ? resource.id : newId());
    const target = `${type}/${id}`;
    if (item.fullUrl !== undefined) identities.set(item.fullUrl, target);
    if (item.identifier) shared.set(`${type}|${item.identifier.join('|')}`, { id });
    if (before?.digest !== item.digest) keys.push({ item, id });
    if (before ? before.digest === item.digest : same || planned.has(target)) unchanged++;
    else
      planned.set(target, {
        entry: {
          index: item.index,
          fullUrl: item.fullUrl,
          method: 'PUT',
          url: target,
          resource,
          ifMatch: undefined,
          ifNoneExist: undefined,
        },
        type,
        id,
        method: 'PUT',
        resource: { ...resource, id },
      });
  }
  const writes = [...planned.values()];
  await learnEarlier(context, transaction, writes, identities);
  await rewriteReferences(context, transaction, writes, identities, bundle.type !== 'transaction');
  for (const { entry, resource, type } of writes) requireValid(resource, type, `Bundle.entry[${entry.index}].resource`);
  const rows = await lockRows(context, transaction, writes);
  const written = await writeVersions(
    context,
    transaction,
    writes.map(({ resource, id, type }) => nextVersion(context, rows.get(`${type}/${id}`), resource, id, {})),
  );
  await rememberKeys(context, transaction, keys);
  const created = written.filter((version) => version.created).length;
  return { created, unchanged, updated: written.length - created, references: identities };
}

type EntryOf = import('./entry.ts').Entry;

function toItem(entry: { fullUrl?: string; resource?: FhirResource } | null, index: number): Item {
  const resource = entry?.resource;
  const type = resource?.resourceType;
  if (!resource || typeof type !== 'string' || !isResourceType(type))
    throw outcome('invalid', `Bundle.entry[${index}].resource is missing or no resource of FHIR R4`, `Bundle.entry[${index}].resource`);
  const digest = createHash('sha256').update(stringify(resource)).digest('base64url');
  const fullUrl = entry?.fullUrl;
  const identifiers: unknown = (resource as { identifier?: unknown }).identifier;
  const first =
    SHARED.has(type) && Array.isArray(identifiers)
      ? (identifiers as { system?: unknown; value?: unknown }[]).find(
          ({ system, value }) => typeof system === 'string' && typeof value === 'string',
        )
      : undefined;
  const identifier = first ? ([first.system as string, first.value as string] as const) : undefined;
  const key = fullUrl ?? (resource.id === undefined ? `sha256:${digest}` : `${type}/${resource.id}`);
  return { index, fullUrl, type, key, digest, identifier, resource };
}

/** Whether the id is the resource's own for good, so that references by it must keep working. */
const isServerUrl = ({ fullUrl }: Item): boolean => fullUrl === undefined || !fullUrl.startsWith('urn:');

/** References to what earlier imports made: other files of the same export, or of the same source. */
async function learnEarlier(
  context: AccessContext,
  transaction: Transaction,
  writes: readonly { readonly resource: FhirResource }[],
  identities: Map<string, string>,
): Promise<void> {
  const unknown = new Set<string>();
  for (const { resource } of writes)
    mapReferences(resource, (reference) => {
      if (!reference.startsWith('#') && !identities.has(reference)) unknown.add(reference);
      return reference;
    });
  if (unknown.size === 0) return;
  for (const [key, { type, id }] of await knownKeys(context, transaction, [...unknown])) identities.set(key, `${type}/${id}`);
}

interface Known {
  readonly type: string;
  readonly id: string;
  /** `undefined`: it was deleted since, and is made anew. */
  readonly digest: string | undefined;
}

async function knownKeys(context: AccessContext, transaction: Transaction, keys: readonly string[]): Promise<Map<string, Known>> {
  const text = `SELECT k.source_key, k.type, k.id, k.digest, r.deleted FROM record.import_key k JOIN record.resource r ON r.consortium = $1 AND r.type = k.type AND r.id = k.id
    WHERE k.consortium = $1 AND k.source_key = ANY($2::text[])`;
  const { rows } = await prepared<{ source_key: string; type: string; id: string; digest: string; deleted: boolean }>(
    transaction,
    'record.import-known',
    text,
    [context.consortium, textArray(keys)],
  );
  return new Map(rows.map(({ source_key, type, id, digest, deleted }) => [source_key, { type, id, digest: deleted ? undefined : digest }]));
}

async function knownIdentifiers(
  context: AccessContext,
  transaction: Transaction,
  items: readonly Item[],
): Promise<Map<string, { id: string }>> {
  const text = `SELECT DISTINCT ON (w.type, w.system, w.code) w.type, w.system, w.code, r.id FROM unnest($2::text[], $3::text[], $4::text[]) w(type, system, code)
    JOIN record.token v ON v.consortium = $1 AND v.param = w.type || '.identifier' AND v.code = w.code AND v.system = w.system
    JOIN record.resource r ON r.rid = v.rid AND NOT r.deleted ORDER BY w.type, w.system, w.code, r.rid`;
  const values = [
    textArray(items.map(({ type }) => type)),
    textArray(items.map(({ identifier }) => identifier?.[0])),
    textArray(items.map(({ identifier }) => identifier?.[1])),
  ];
  const { rows } = await prepared<{ type: string; system: string; code: string; id: string }>(transaction, 'record.import-shared', text, [
    context.consortium,
    ...values,
  ]);
  return new Map(rows.map(({ type, system, code, id }) => [`${type}|${system}|${code}`, { id }]));
}

async function rememberKeys(
  context: AccessContext,
  transaction: Transaction,
  keys: readonly { readonly item: Item; readonly id: string }[],
): Promise<void> {
  const once = [...new Map(keys.map((key) => [key.item.key, key])).values()];
  if (once.length === 0) return;
  await prepared(
    transaction,
    'record.import-remember',
    `INSERT INTO record.import_key (consortium, source_key, type, id, digest) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT (consortium, source_key) DO UPDATE SET id = excluded.id, type = excluded.type, digest = excluded.digest`,
    [
      context.consortium,
      textArray(once.map(({ item }) => item.key)),
      textArray(once.map(({ item }) => item.type)),
      textArray(once.map(({ id }) => id)),
      textArray(once.map(({ item }) => item.digest)),
    ],
  );
}
