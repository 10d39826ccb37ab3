import { extractSearchValues, patientOf } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { isSubject, primaryCode, primaryDate } from './primary-parameters.ts';

/** Values longer than this do not fit a B-tree row: strings are cut, tokens and URLs refused when searched. Characters. */
export const MAXIMUM_LENGTH = 500;
const cut = (value: string): string => (value.length > MAXIMUM_LENGTH ? value.slice(0, MAXIMUM_LENGTH) : value);

/** The search values of a batch of resources, as columns; `n` is the place of the resource in the batch, from 1. */
export class SearchRows {
  readonly token = { n: [] as number[], param: [] as string[], code: [] as string[], system: [] as string[], primary: [] as boolean[] };
  readonly reference = { n: [] as number[], param: [] as string[], type: [] as string[], id: [] as string[] };
  readonly date = { n: [] as number[], param: [] as string[], lo: [] as string[], hi: [] as string[] };
  readonly string = { n: [] as number[], param: [] as string[], value: [] as string[] };

  /** Adds the values of one resource. `subject`: the one patient it is about; `lo`: start of its primary date. */
  add(
    n: number,
    resource: FhirResource,
  ): { readonly patient: string | undefined; readonly subject: string | undefined; readonly lo: string } {
    const type = resource.resourceType;
    const values = extractSearchValues(resource);
    const code = primaryCode(type);
    const date = primaryDate(type);
    let subject: string | undefined;
    let lo = '-infinity';
    for (const { param, from, to } of values.dates) {
      if (param === '_lastUpdated') continue; // a column, as the id is
      if (param === date && (lo === '-infinity' || from < lo)) lo = from;
      this.date.n.push(n);
      this.date.param.push(`${type}.${param}`);
      this.date.lo.push(from);
      this.date.hi.push(to);
    }
    for (const { param, type: target, id, url, identifier } of values.references) {
      if (target !== undefined && id !== undefined) {
        if (target === 'Patient' && isSubject(param)) subject = id;
        this.#reference(n, `${type}.${param}`, target, id);
      } else if (url !== undefined) this.#reference(n, `${type}.${param}`, '', cut(url));
      if (identifier !== undefined) this.#token(n, `${type}.${param}:identifier`, identifier.value, identifier.system, false);
    }
    for (const token of values.tokens)
      if (token.param !== '_id') this.#token(n, `${type}.${token.param}`, token.code, token.system, token.param === code);
    for (const { param, value } of values.uris) this.#token(n, `${type}.${param}`, value, undefined, false);
    for (const { param, value } of values.strings) {
      this.string.n.push(n);
      this.string.param.push(`${type}.${param}`);
      this.string.value.push(cut(value));
    }
    return { patient: patientOf(resource, values), subject, lo };
  }

  #token(n: number, param: string, code: string, system: string | undefined, primary: boolean): void {
    this.token.n.push(n);
    this.token.param.push(param);
    this.token.code.push(cut(code));
    this.token.system.push(system ?? '');
    this.token.primary.push(primary);
  }

  #reference(n: number, param: string, type: string, id: string): void {
    this.reference.n.push(n);
    this.reference.param.push(param);
    this.reference.type.push(type);
    this.reference.id.push(id);
  }
}
