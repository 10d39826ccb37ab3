import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { OperationOutcomeError, operationOutcome, outcome } from '@consilium/fhir';
import type { Bundle } from 'fhir/r4.js';
import { processEntry } from './bundle-entry.ts';
import { type BundleOptions, type Entry, type EntryResult, parseEntries } from './entry.ts';
import { processTransaction } from './transaction.ts';

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
    try {
      results.push(await transaction.savepoint(() => processEntry(context, transaction, entry, options)));
    } catch (error) {
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
