import { parseJson, stringify } from '@consilium/fhir';
import type { HistoryRow } from './history.ts';
import { nextQuery } from './search.ts';
import type { SearchRequest } from './search-request.ts';
import type { FoundPage, FoundRow } from './search-scope.ts';

/** A link of a Bundle. */
export interface Link {
  readonly relation: 'self' | 'next';
  readonly url: string;
}

/** A Bundle as text: documents go in as they are stored, unparsed. */
export function bundleText(type: 'searchset' | 'history', links: readonly Link[], entries: readonly string[], total?: number): string {
  return `{"resourceType":"Bundle","type":"${type}"${total === undefined ? '' : `,"total":${total}`},"link":${JSON.stringify(links)}${entries.length > 0 ? `,"entry":[${entries.join(',')}]` : ''}}`;
}

/** One entry of a searchset. `doc` may be shortened by `_elements`. */
export const searchEntry = ({ type, id }: FoundRow, doc: string, mode: 'match' | 'include', base: string): string =>
  `{"fullUrl":"${base}${type}/${id}","resource":${doc},"search":{"mode":"${mode}"}}`;

/** The answer to a search. `base` ends with a slash. */
export function searchset(request: SearchRequest, page: FoundPage, base: string): string {
  const links: Link[] = [
    { relation: 'self', url: `${base}${request.type}?${new URLSearchParams(request.understood.map(([name, value]) => [name, value]))}` },
  ];
  if (page.next !== undefined) links.push({ relation: 'next', url: `${base}${request.type}?${nextQuery(request, page.next)}` });
  const shape = shaper(request);
  const entries = [
    ...page.matches.map((row) => searchEntry(row, shape(row.doc), 'match', base)),
    ...page.included.map((row) => searchEntry(row, row.doc, 'include', base)),
  ];
  if (request.ignored.length > 0) entries.push(ignoredEntry(request.ignored));
  return bundleText('searchset', links, entries, page.total);
}

/** What a lenient search left out, as an entry of its own. @see FHIR R4 search.html#errors */
function ignoredEntry(names: readonly string[]): string {
  const issue = names.map((name) => ({
    severity: 'warning',
    code: 'not-supported',
    diagnostics: `${name} was ignored`,
    expression: [name],
  }));
  return `{"resource":${JSON.stringify({ resourceType: 'OperationOutcome', issue })},"search":{"mode":"outcome"}}`;
}

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** `_elements` and `_summary=data`: leaves out, and says so in the resource. Numbers pass as they are written. */
function shaper({ elements, withoutText }: SearchRequest): (doc: string) => string {
  if (!elements && !withoutText) return (doc) => doc;
  return (doc) => {
    const resource = parseJson<Record<string, unknown>>(doc);
    const kept = Object.entries(resource).filter(([name]) =>
      elements ? ['resourceType', 'id', 'meta', ...elements].includes(name.replace(/^_/, '')) : name !== 'text',
    );
    const meta = (resource.meta ?? {}) as { tag?: unknown[] };
    return stringify({ ...Object.fromEntries(kept), meta: { ...meta, tag: [...(meta.tag ?? []), SUBSETTED] } });
  };
}

/** The answer to a history. @see FHIR R4 http.html#history */
export function historyBundle(versions: readonly HistoryRow[], base: string, links: readonly Link[] = []): string {
  const entries = versions.map(({ type, id, version, at, doc }) => {
    const method = doc === null ? 'DELETE' : version === 1 ? 'POST' : 'PUT';
    const request = JSON.stringify({ method, url: method === 'POST' ? type : `${type}/${id}` });
    const response = JSON.stringify({
      status: doc === null ? '204' : version === 1 ? '201' : '200',
      etag: `W/"${version}"`,
      lastModified: at.toISOString(),
    });
    return `{"fullUrl":"${base}${type}/${id}",${doc === null ? '' : `"resource":${doc},`}"request":${request},"response":${response}}`;
  });
  return bundleText('history', links, entries, links.some(({ relation }) => relation === 'next') ? undefined : versions.length);
}
