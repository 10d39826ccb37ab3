import { outcome } from '@consilium/fhir';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import type { SearchOptions } from './search-scope.ts';

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
