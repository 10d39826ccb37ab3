import { isResourceType } from './structure.ts';

/** What the text of a Reference says. */
export type ReferenceTarget =
  | { readonly kind: 'relative'; readonly type: string; readonly id: string; readonly version?: string }
  | { readonly kind: 'contained'; readonly id: string }
  | { readonly kind: 'conditional'; readonly type: string; readonly query: string }
  | { readonly kind: 'absolute'; readonly url: string; readonly type?: string; readonly id?: string };

const restful = /^(?:(.*)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]{1,64}))?$/;

/** Reads `Patient/1`, `Patient/1/_history/2`, `#a`, `Patient?identifier=…`, `https://…/Patient/1`, `urn:uuid:…`; `undefined` for anything else. */
export function parseReference(text: string): ReferenceTarget | undefined {
  if (text.startsWith('#')) return { kind: 'contained', id: text.slice(1) };
  const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:./.test(text);
  const match = restful.exec(text);
  if (match && isResourceType(match[2] as string)) {
    const [, base, type, id, version] = match as unknown as [string, string | undefined, string, string, string | undefined];
    if (absolute) return { kind: 'absolute', url: text, type, id };
    if (base === undefined) return version === undefined ? { kind: 'relative', type, id } : { kind: 'relative', type, id, version };
    return undefined;
  }
  if (absolute) return { kind: 'absolute', url: text };
  const question = text.indexOf('?');
  if (question > 0 && isResourceType(text.slice(0, question)))
    return { kind: 'conditional', type: text.slice(0, question), query: text.slice(question + 1) };
  return undefined;
}
