import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Manifest } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { RegistryError } from './errors.ts';

/** A version of a service as it stands in its folder. */
export interface ServiceVersion {
  readonly manifest: Manifest;
  /** `card.json` as read; its gaps are found by the rules. */
  readonly card: unknown;
  readonly codeDigest: string;
  readonly weightsDigest: string;
  /** Id of the Device resource that stands for code and weights of this version. */
  readonly device: string;
}

interface Row extends Record<string, unknown> {
  manifest: Manifest;
  card: unknown;
  code_digest: string;
  weights_digest: string;
  device: string;
}
const ofRow = (row: Row): ServiceVersion => ({
  manifest: row.manifest,
  card: row.card,
  codeDigest: row.code_digest,
  weightsDigest: row.weights_digest,
  device: row.device,
});
const COLUMNS = 'manifest, card, code_digest, weights_digest, device';

/** Id of the Device for a version: other code or weights give another Device. */
export const deviceIdOf = (name: string, version: string, codeDigest: string, weightsDigest: string): string =>
  `${name}-${version}-${codeDigest.slice(0, 6)}${weightsDigest.slice(0, 6)}`.slice(0, 64);

/**
 * Puts a version into the registry, or brings its row up to what its folder now holds. Decisions name the digests that
 * they were made for, so changed code or weights of the same version fall back to `registered` and do not run.
 */
export async function registerService(context: AccessContext, transaction: Transaction, version: ServiceVersion): Promise<void> {
  requirePermission(context, 'registry.write');
  const { manifest, card, codeDigest, weightsDigest, device } = version;
  const { rowCount } = await transaction.query(
    `INSERT INTO registry.version (service, version, ${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (service, version) DO UPDATE SET manifest = excluded.manifest, card = excluded.card, code_digest = excluded.code_digest,
       weights_digest = excluded.weights_digest, device = excluded.device, registered_at = now()
     WHERE (version.manifest, version.card, version.code_digest, version.weights_digest) IS DISTINCT FROM (excluded.manifest, excluded.card, excluded.code_digest, excluded.weights_digest)`,
    [manifest.name, manifest.version, JSON.stringify(manifest), JSON.stringify(card ?? {}), codeDigest, weightsDigest, device],
  );
  if (rowCount)
    await recordAudit(context, transaction, [
      { action: 'U', entity: `Device/${device}`, detail: `registered ${manifest.name} ${manifest.version}` },
    ]);
}

/** @throws RegistryError `unknown-version` */
export async function readVersion(transaction: Transaction, service: string, version: string): Promise<ServiceVersion> {
  const { rows } = await transaction.query<Row>(`SELECT ${COLUMNS} FROM registry.version WHERE service = $1 AND version = $2`, [
    service,
    version,
  ]);
  if (!rows[0])
    throw new RegistryError(
      'unknown-version',
      `${service} ${version} is not in the registry: start the platform with its folder in services/ or CONSILIUM_SERVICES`,
    );
  return ofRow(rows[0]);
}

/** All versions, by name, the newest first. */
export async function listVersions(context: AccessContext, transaction: Transaction): Promise<readonly ServiceVersion[]> {
  requirePermission(context, 'registry.read');
  const { rows } = await transaction.query<Row>(
    `SELECT ${COLUMNS} FROM registry.version ORDER BY service, string_to_array(version, '.')::int[] DESC`,
  );
  return rows.map(ofRow);
}
