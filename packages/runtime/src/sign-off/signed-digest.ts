import { createHash } from 'node:crypto';
import { stringify } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import type { FiledDicom } from '../task/task.ts';

/**
 * SHA-256 of what a person signs: the resources as they stand, without what storing and signing changes (`meta`, status),
 * in canonical JSON, and the digests of the DICOM objects.
 */
export function signedDigest(resources: readonly FhirResource[], dicom: readonly FiledDicom[]): string {
  const hash = createHash('sha256');
  const texts = resources.map((resource) => {
    const {
      meta: _meta,
      status: _status,
      docStatus: _docStatus,
      ...content
    } = resource as FhirResource & { status?: unknown; docStatus?: unknown };
    return stringify(sorted(content));
  });
  for (const text of texts.sort()) hash.update(`${text}\n`);
  for (const { sopInstanceUid, digest } of [...dicom].sort((a, b) => (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1)))
    hash.update(`${sopInstanceUid} ${digest}\n`);
  return hash.digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value; // decimals as written stay
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
