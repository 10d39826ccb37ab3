import { describe, expect, test } from 'vitest';
import { parseJson, patientOf, stringify, validateResource } from '../src/index.ts';
import { bundleSource, patientBundles } from './patient-bundles.ts';

interface Bundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: { readonly resourceType: string; readonly id: string } }[];
}

describe(bundleSource, () => {
  test.each(['small', 'cohort'] as const)('%s: every Bundle and every resource is valid, and comes back as it was written', (set) => {
    const bundles = patientBundles(set);
    expect(bundles.length).toBeGreaterThan(0);
    for (const text of bundles) {
      const bundle = parseJson<Bundle>(text);
      expect(validateResource(bundle)).toEqual([]);
      expect(bundle.entry.flatMap(({ resource }) => validateResource(resource))).toEqual([]);
      expect(stringify(bundle)).toBe(text);
    }
  });

  test('whatever is about a patient is seen to be', () => {
    const shared = new Set(['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'Medication', 'Device']);
    for (const text of patientBundles('small')) {
      // as the record stores them: references resolved
      const bundle = parseJson<Bundle>(text.replaceAll(/urn:uuid:([0-9a-f-]{36})/g, 'Patient/$1'));
      const patient = bundle.entry.find(({ resource }) => resource.resourceType === 'Patient')?.resource.id;
      for (const { resource } of bundle.entry) {
        if (!shared.has(resource.resourceType))
          expect([resource.resourceType, patientOf(resource)]).toEqual([resource.resourceType, patient]);
      }
    }
  });
});
