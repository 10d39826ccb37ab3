import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { OperationOutcomeError, operationOutcome, outcome } from '@consilium/fhir';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { processEntry } from './bundle-entry.ts';
import type { SearchOptions } from './search.ts';
import { processTransaction } from './transaction.ts';

/** What one entry came to. */
export interface EntryResult {
  readonly status: string;
  readonly location?: string | undefined;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** A document as stored, for a read or where a representation was asked for. */
  readonly doc?: string | undefined;
}

export interface BundleOptions extends SearchOptions {
  /** Answer with the written resources, not only with where they are. */
  readonly representation?: boolean | undefined;
  /** A transaction's resources are drafts: invisible until signed. */
  readonly draft?: boolean | undefined;
}

/** One entry as sent: its place in the Bundle and what it asks for. */
export interface Entry {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly resource: FhirResource | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneExist: string | undefined;
}

/** More entries are refused: one transaction must stay a matter of seconds. */
const MAXIMUM_ENTRIES = 20_000;

/** Checks the shape of a transaction or batch. @throws OperationOutcomeError 400 that names the entry */
export function parseEntries(bundle: Bundle): Entry[] {
  const entries = bundle.entry ?? [];
  if (!Array.isArray(entries)) throw outcome('invalid', 'Bundle.entry is no list', 'Bundle.entry');
  if (entries.length > MAXIMUM_ENTRIES)
    throw outcome('too-large', `The Bundle has ${entries.length} entries: send at most ${MAXIMUM_ENTRIES} at a time`, 'Bundle.entry');
  return entries.map((entry: BundleEntry | null, index): Entry => {
    const { method, url, ifMatch, ifNoneExist } = entry?.request ?? {};
    const place = `Bundle.entry[${index}].request`;
    if (typeof method !== 'string' || typeof url !== 'string')
      throw outcome('invalid', `${place} lacks its method or url: give both`, place);
    if (!['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].includes(method))
      throw outcome('not-supported', `${place}.method is ${method}: GET, POST, PUT and DELETE are supported`, `${place}.method`);
    if ((method === 'POST' || method === 'PUT') && (typeof entry?.resource !== 'object' || entry.resource === null))
      throw outcome('invalid', `Bundle.entry[${index}].resource is missing: ${method} needs one`, `Bundle.entry[${index}].resource`);
    return {
      index,
      fullUrl: entry?.fullUrl,
      method,
      url: url.replace(/^\//, ''),
      resource: entry?.resource as FhirResource | undefined,
      ifMatch,
      ifNoneExist,
    };
  });
}

/** The place of an entry, for messages. */
export const entryPlace = ({ index }: Entry): string => `Bundle.entry[${index}]`;

/**
 * Processes a transaction (all or nothing) or a batch (each entry by itself) and gives the results in the order of the entries.
 * @throws OperationOutcomeError for the first entry of a transaction that fails
 * @see FHIR R4 http.html#transaction
 */
export async function processStored(
  context: AccessContext,
  transaction: Transaction,
  bundle: Bundle,
  options: BundleOptions = {},
): Promise<EntryResult[]> {
  if (bundle.resourceType !== 'Bundle')
    throw outcome('invalid', `A ${String(bundle.resourceType)} was sent where a Bundle is expected`, 'resourceType');
  if (bundle.type === 'transaction') return processTransaction(context, transaction, parseEntries(bundle), options);
  if (bundle.type === 'batch') return processBatch(context, transaction, parseEntries(bundle), options);
  throw outcome('invalid', `Bundle.type is ${bundle.type}: send a transaction or a batch`, 'Bundle.type');
}

async function processBatch(
  context: AccessContext,
  transaction: Transaction,
  entries: readonly Entry[],
  options: BundleOptions,
): Promise<EntryResult[]> {
  const results: EntryResult[] = [];
  for (const entry of entries) {
    await transaction.query('SAVEPOINT entry');
    try {
      results.push(await processEntry(context, transaction, entry, options));
      await transaction.query('RELEASE SAVEPOINT entry');
    } catch (error) {
      await transaction.query('ROLLBACK TO SAVEPOINT entry');
      results.push(refusal(error));
    }
  }
  return results;
}

function refusal(error: unknown): EntryResult {
  if (error instanceof OperationOutcomeError) return { status: String(error.status), doc: JSON.stringify(error.outcome) };
  if ((error as { code?: unknown } | undefined)?.code !== 'forbidden') throw error;
  return {
    status: '403',
    doc: JSON.stringify(
      operationOutcome([{ severity: 'error', code: 'forbidden', expression: '', diagnostics: (error as Error).message }]),
    ),
  };
}

/** As `processStored`, for callers in process. */
export async function processBundle(
  context: AccessContext,
  transaction: Transaction,
  bundle: Bundle,
  options: BundleOptions = {},
): Promise<Bundle> {
  return JSON.parse(
    bundleResponse(
      bundle.type === 'batch' ? 'batch-response' : 'transaction-response',
      await processStored(context, transaction, bundle, options),
    ),
  ) as Bundle;
}

/** The answer as text; documents go in as they are stored. */
export function bundleResponse(type: string, results: readonly EntryResult[]): string {
  const entries = results.map(({ status, location, etag, lastModified, doc }) => {
    const failed = /^[45]/.test(status);
    const response = JSON.stringify({ status, location, etag, lastModified });
    if (doc === undefined) return `{"response":${response}}`;
    return failed ? `{"response":${response.slice(0, -1)},"outcome":${doc}}}` : `{"resource":${doc},"response":${response}}`;
  });
  return `{"resourceType":"Bundle","type":"${type}","entry":[${entries.join(',')}]}`;
}
