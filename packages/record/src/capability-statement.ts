import { RESOURCE_TYPES, searchParameters } from '@consilium/fhir';
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js';
import { MODIFIERS } from './search-request.ts';

const started = new Date().toISOString();

/** What this server can do, from the tables that the server itself works by. @see FHIR R4 http.html#capabilities */
export function capabilityStatement(base: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: started,
    kind: 'instance',
    software: { name: 'Consilium' },
    implementation: { description: 'Record of a county medical consortium', url: base },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          description:
            'A bearer token from the OpenID provider of this server (authorization code with PKCE). Every read and write is audited.',
          service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth' }] }],
        },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: RESOURCE_TYPES.map(resource),
      },
    ],
  };
}

function resource(type: string): CapabilityStatementRestResource {
  const parameters = [...searchParameters(type).values()].filter(({ supported, type: kind }) => supported && kind in MODIFIERS);
  const references = parameters.filter((parameter) => parameter.type === 'reference').map(({ code }) => `${type}:${code}`);
  return {
    type: type as CapabilityStatementRestResource['type'],
    interaction: (['read', 'vread', 'update', 'delete', 'history-instance', 'history-type', 'create', 'search-type'] as const).map(
      (code) => ({ code }),
    ),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    searchInclude: references,
    searchRevInclude: REVERSE.get(type) ?? [],
    searchParam: parameters.map(({ code, type: kind }) => ({ name: code, type: kind })),
    ...(type === 'Patient'
      ? { operation: [{ name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' }] }
      : {}),
  };
}

/** Reference parameters by the types that they may point to. */
const REVERSE: ReadonlyMap<string, string[]> = (() => {
  const reverse = new Map<string, string[]>();
  for (const type of RESOURCE_TYPES)
    for (const { code, target, supported, type: kind } of searchParameters(type).values())
      if (supported && kind === 'reference')
        for (const to of target ?? []) reverse.set(to, [...(reverse.get(to) ?? []), `${type}:${code}`]);
  return reverse;
})();
