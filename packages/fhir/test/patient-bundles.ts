import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = process.env.CONSILIUM_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const haveSynthea = existsSync(`${folder}/synthea-r4`);

/** What the bundles are, for the names of tests. */
export const bundleSource = haveSynthea ? 'patients made by Synthea' : 'a built-in patient, Synthea data being absent';

const uuid = (n: number): string => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
const loinc = (code: string): object => ({ coding: [{ system: 'http://loinc.org', code }] });
const subject = { reference: uuid(1) };
const ids = [1, 2, 3, 4, 5];
const resources: object[] = [
  { resourceType: 'Patient', name: [{ family: '王', given: ['小明'] }], gender: 'male', birthDate: '1961-02' },
  { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject, period: { start: '2026-11-22T08:00:00+08:00' } },
  {
    resourceType: 'Observation',
    status: 'final',
    code: loinc('8867-4'),
    subject,
    effectiveDateTime: '2026-11-22',
    valueQuantity: { value: 72.5 },
  },
  {
    resourceType: 'Condition',
    subject,
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  },
  { resourceType: 'DiagnosticReport', status: 'final', code: loinc('24323-8'), subject, result: [{ reference: uuid(3) }] },
];
const builtIn = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map((resource, index) => ({
    fullUrl: uuid(index + 1),
    resource: { ...resource, id: uuid(ids[index] as number).slice(9) },
    request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
  })),
};

/** The text of one transaction Bundle for each patient. */
export function patientBundles(set: 'small' | 'cohort'): string[] {
  if (!haveSynthea) return [JSON.stringify(builtIn)];
  const path = `${folder}/synthea-r4/${set}`;
  return readdirSync(path)
    .sort()
    .map((file) => gunzipSync(readFileSync(`${path}/${file}`)).toString());
}
