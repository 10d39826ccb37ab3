import { outcome, parseJson } from '@consilium/fhir';
import type { FastifyRequest } from 'fastify';
import type { FhirResource } from 'fhir/r4.js';

export interface Params {
  type: string;
  id: string;
  version: string;
}

export const header = (request: FastifyRequest, name: string): string | undefined => request.headers[name] as string | undefined;
export const prefers = (request: FastifyRequest, preference: string): boolean =>
  (header(request, 'prefer') ?? '').split(/[;,]/).some((part) => part.trim() === preference);
export const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/fhir/`;

export function queryOf(request: FastifyRequest): string | undefined {
  const question = request.url.indexOf('?');
  return question < 0 || question === request.url.length - 1 ? undefined : request.url.slice(question + 1);
}

export function parseBody(request: FastifyRequest): FhirResource {
  if (typeof request.body !== 'string' || request.body === '') throw outcome('invalid', 'The body is empty: send a resource as JSON');
  try {
    const resource = parseJson(request.body);
    if (typeof resource === 'object' && resource !== null && !Array.isArray(resource)) return resource;
  } catch (error) {
    throw outcome('invalid', `The body is no JSON: ${(error as Error).message}`);
  }
  throw outcome('invalid', 'The body is no JSON object: send one resource');
}

/** The body, which must be of the type that the address names. */
export function resourceOf(request: FastifyRequest<{ Params: Params }>): FhirResource {
  const resource = parseBody(request);
  const { type } = request.params;
  if (resource.resourceType !== type)
    throw outcome('invalid', `The body is a ${String(resource.resourceType)}, the address says ${type}`, 'resourceType');
  return resource;
}

/** Only a search takes parameters; on other requests they would be ignored in silence. @throws OperationOutcomeError 400 */
export function requireNoParameters(request: FastifyRequest): void {
  for (const name of new URLSearchParams(queryOf(request)).keys())
    if (name !== '_format')
      throw outcome('not-supported', `${name} is not supported on ${request.method} ${request.routeOptions.url}: leave it out`, name);
}

/** @throws OperationOutcomeError 406 */
export function requireJson(request: FastifyRequest): void {
  const accept = header(request, 'accept');
  const format = new URLSearchParams(queryOf(request)).get('_format');
  const wanted = format ?? accept ?? 'json';
  if (!/json|\*\/\*|application\/\*/.test(wanted))
    throw outcome('not-acceptable', `${format === null ? 'Accept' : '_format'} is "${wanted}": only application/fhir+json is spoken here`);
}
