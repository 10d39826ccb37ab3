import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseJson } from '@consilium/fhir';
import type { Bundle } from 'fhir/r4.js';
import { observation, patient } from './fixture.ts';

const folder = join(
  process.env.CONSILIUM_DATA ?? fileURLToPath(new URL('../../../../shared/data/', import.meta.url)),
  'synthea-r4',
  'small',
);

/** Where the bundles come from, for the names of tests. */
export const source = existsSync(folder) ? 'ten Synthea patients' : 'generated bundles (the Synthea data are absent)';

/** Transactions with urn:uuid references throughout: Synthea's, or where those are absent two of our own. */
export function transactionBundles(): Bundle[] {
  if (!existsSync(folder)) return [generated(), generated()];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => parseJson<Bundle>(gunzipSync(readFileSync(join(folder, name))).toString()));
}

function generated(): Bundle {
  const url = (): string => `urn:uuid:${crypto.randomUUID()}`;
  const [p, o, d, organization] = [url(), url(), url(), url()];
  const entry = (fullUrl: string, resource: unknown) => ({
    fullUrl,
    resource,
    request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      entry(d, {
        resourceType: 'DiagnosticReport',
        status: 'final',
        code: { text: 'Panel' },
        subject: { reference: p },
        result: [{ reference: o }],
      }),
      entry(p, { ...patient(), managingOrganization: { reference: organization } }),
      entry(o, { ...observation(p), performer: [{ reference: organization }] }),
      entry(organization, { resourceType: 'Organization', identifier: [{ system: 'urn:o', value: 'shared' }], name: '县医院' }),
    ],
  } as Bundle;
}
