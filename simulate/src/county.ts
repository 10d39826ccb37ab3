import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { INSTITUTIONS, organizationResource } from './organizations.ts';
import { createRandom } from './random.ts';
import { simulateResident } from './resident.ts';
import { STAFF, staffResources } from './staff.ts';

export interface CountyOptions {
  readonly residents: number;
  readonly seed: number;
}

/**
 * The county as FHIR transactions: first institutions and staff, then a bundle for every resident. Every entry is a PUT on
 * an id that the seed decides: running them again changes nothing. Same seed, same county, to the byte.
 */
export function* simulateCounty({ residents, seed }: CountyOptions): Generator<Bundle> {
  const foundation: FhirResource[] = [...INSTITUTIONS.map(organizationResource), ...STAFF.flatMap(staffResources)];
  yield transaction(
    foundation.map((resource) => ({
      fullUrl: `urn:consilium:simulated:${resource.id}`,
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  );
  const random = createRandom(seed);
  for (let number = 1; number <= residents; number++) yield transaction(simulateResident(random, number));
}

const transaction = (entry: readonly BundleEntry[]): Bundle => ({ resourceType: 'Bundle', type: 'transaction', entry: [...entry] });
