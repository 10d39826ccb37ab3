import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { stringify } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { forgetSearchValues, SearchRows, searchColumns, WRITE_SEARCH_VALUES } from './search-rows.ts';
import { jsonTextArray, plainArray, prepared, textArray } from './statement.ts';

/** One version about to be written; `resource` is absent for a deletion. */
export interface Write {
  readonly type: string;
  readonly id: string;
  /** Row number of the resource if it is known already, deleted or not. */
  readonly rid: string | undefined;
  readonly version: number;
  readonly draft: boolean;
  /** Whose it is; by default the writer's. Stays what it was at the first version. */
  readonly organization?: string | undefined;
  readonly resource?: FhirResource;
  /** Patient of the version before, for a deletion. */
  readonly patient?: string | undefined;
}

/** A version as it was written: `doc` is what every reader will get. */
export interface Written {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly doc: string | null;
  readonly resource?: FhirResource;
  readonly created: boolean;
}

const INSERT = `
WITH x AS MATERIALIZED (
  SELECT n::int, coalesce(u.rid, nextval('record.row_number')) rid, u.type, u.id, u.version, u.deleted, u.draft, u.organization, u.patient, u.subject, u.lo, u.doc
  FROM unnest($19::bigint[], $20::text[], $21::text[], $22::int[], $23::bool[], $24::bool[], $25::text[], $26::text[], $27::text[], $28::timestamptz[], $29::text[])
    WITH ORDINALITY u(rid, type, id, version, deleted, draft, organization, patient, subject, lo, doc, n)
), resources AS (
  INSERT INTO record.resource (rid, consortium, type, id, version, last_updated, deleted, draft, organization, patient, lo, doc)
  SELECT rid, $1, type, id, version, $18, deleted, draft, organization, patient, lo, doc FROM x
  ON CONFLICT (rid) DO UPDATE SET version = excluded.version, last_updated = excluded.last_updated, deleted = excluded.deleted,
    draft = excluded.draft, patient = excluded.patient, lo = excluded.lo, doc = excluded.doc
), versions AS (
  INSERT INTO record.history (consortium, type, id, version, at, deleted, draft, organization, patient, doc)
  SELECT $1, type, id, version, $18, deleted, draft, organization, patient, doc FROM x ORDER BY n
), ${WRITE_SEARCH_VALUES}`;

/**
 * Appends versions: the current row, the history row and the search values of all of them in one statement, and their
 * audit. The caller has locked the rows that exist (see `lockRows`) and checked the resources.
 */
export async function writeVersions(context: AccessContext, transaction: Transaction, writes: readonly Write[]): Promise<Written[]> {
  requirePermission(context, 'record.write');
  if (writes.length === 0) return [];
  const at = new Date().toISOString();
  const rows = new SearchRows();
  const patients: (string | undefined)[] = [];
  const subjects: (string | undefined)[] = [];
  const los: string[] = [];
  const written = writes.map((write, i): Written => {
    const { type, id, version } = write;
    const created = version === 1;
    if (!write.resource) {
      patients.push(write.patient);
      subjects.push(undefined);
      los.push('-infinity');
      return { type, id, version, at, doc: null, created };
    }
    const resource = stamped(write.resource, id, version, at);
    const found = rows.add(i + 1, resource);
    patients.push(found.patient);
    subjects.push(found.subject);
    los.push(found.lo);
    return { type, id, version, at, doc: stringify(resource), resource, created };
  });

  const known = writes.flatMap(({ rid }) => rid ?? []);
  if (known.length > 0) await forgetSearchValues(transaction, known);
  await prepared(transaction, 'record.write', INSERT, [
    context.consortium,
    ...searchColumns(rows),
    at,
    `{${writes.map(({ rid }) => rid ?? 'NULL').join(',')}}`,
    textArray(writes.map(({ type }) => type)),
    textArray(writes.map(({ id }) => id)),
    plainArray(writes.map(({ version }) => version)),
    plainArray(writes.map(({ resource }) => resource === undefined)),
    plainArray(writes.map(({ draft }) => draft)),
    textArray(writes.map(({ organization }) => organization ?? context.organization)),
    textArray(patients),
    textArray(subjects),
    textArray(los),
    jsonTextArray(written.map(({ doc }) => doc)),
  ]);
  if (isTimeToLook(writes.length)) await transaction.query('SELECT record.keep_statistics()');
  await recordAudit(
    context,
    transaction,
    writes.map(({ type, id, version, resource }, i) => ({
      action: resource === undefined ? 'D' : version === 1 ? 'C' : 'U',
      entity: `${type}/${id}`,
      patient: patients[i],
    })),
  );
  return written;
}

/** The resource with the id and the version that the server gives it; everything else stays as it was sent. */
function stamped(resource: FhirResource, id: string, version: number, at: string): FhirResource {
  const { resourceType, id: _, meta, ...rest } = resource;
  return { resourceType, id, meta: { ...meta, versionId: String(version), lastUpdated: at }, ...rest } as FhirResource;
}

let sinceLook = 0;
/** Every few hundred versions the planner's statistics are looked at; see migrations/0002-statistics.sql. */
function isTimeToLook(versions: number): boolean {
  sinceLook += versions;
  if (sinceLook < 200) return false;
  sinceLook = 0;
  return true;
}
