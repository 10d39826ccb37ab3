import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { RegistryError } from './errors.ts';
import { readVersion } from './version.ts';

export const STATES = ['registered', 'shadow', 'research', 'active', 'suspended', 'retired'] as const;
/**
 * What a version may do in an organisation. `registered`: nothing yet. `shadow`: runs, shows nothing. `research`: drafts
 * are shown, marked, never billed. `active`: in use. `suspended`: stopped, may come back. `retired`: stopped for good.
 */
export type State = (typeof STATES)[number];

/** States in which a version runs at all. */
export const RUNNABLE: ReadonlySet<State> = new Set<State>(['shadow', 'research', 'active']);
/** Stands for every organisation that has no decision of its own. */
export const EVERY_ORGANIZATION = '*';

export interface Decision {
  readonly organization: string;
  readonly state: State;
  readonly reason: string;
  readonly registrationNumber?: string;
  readonly by: string;
  readonly at: string;
}

interface Row extends Record<string, unknown> {
  organization: string;
  state: State;
  reason: string;
  registration_number: string | null;
  code_digest: string;
  weights_digest: string;
  decided_by: string;
  decided_at: Date;
}

/**
 * What the version may do in the organisation now. Its own decision counts before the consortium's; a decision made for
 * other code or weights counts as `registered`.
 * @throws RegistryError `unknown-version`
 */
export async function stateFor(
  context: AccessContext,
  transaction: Transaction,
  service: string,
  version: string,
  organization: string,
): Promise<Decision> {
  const { codeDigest, weightsDigest } = await readVersion(transaction, service, version);
  const { rows } = await transaction.query<Row>(
    `SELECT * FROM registry.state WHERE consortium = $1 AND service = $2 AND version = $3 AND organization = ANY ($4)
     ORDER BY organization = '${EVERY_ORGANIZATION}', id DESC LIMIT 1`,
    [context.consortium, service, version, [organization, EVERY_ORGANIZATION]],
  );
  const row = rows[0];
  if (!row)
    return {
      organization,
      state: 'registered',
      reason: 'nobody has decided about this version yet',
      by: 'registry',
      at: new Date(0).toISOString(),
    };
  if (row.code_digest !== codeDigest || row.weights_digest !== weightsDigest) {
    const changed = row.code_digest === codeDigest ? 'weights' : 'code';
    return {
      ...ofRow(row),
      organization,
      state: 'registered',
      reason: `its ${changed} changed after "${row.state}" was decided: raise the version, or decide again`,
      by: 'registry',
    };
  }
  return { ...ofRow(row), organization };
}

export interface StateChange {
  readonly service: string;
  readonly version: string;
  /** An organisation's id, or `*` for all that have no decision of their own. */
  readonly organization: string;
  readonly state: State;
  readonly reason: string;
  readonly registrationNumber?: string;
}

/**
 * Decides what a version may do; the decision is kept for ever.
 * @throws RegistryError `unknown-version`, `no-registration-number` (device classes II and III need one to be `active`), `retired`, `no-reason`
 */
export async function setState(context: AccessContext, transaction: Transaction, change: StateChange): Promise<void> {
  requirePermission(context, 'registry.write');
  const { service, version, organization, state, reason, registrationNumber } = change;
  if (!STATES.includes(state)) throw new RegistryError('unknown-state', `state is "${state}": use one of ${STATES.join(', ')}`);
  if (reason.trim() === '') throw new RegistryError('no-reason', 'reason is empty: say why the state changes');
  const known = await readVersion(transaction, service, version);
  await transaction.query('SELECT pg_advisory_xact_lock(hashtext($1))', [
    `registry ${context.consortium} ${service} ${version} ${organization}`,
  ]); // two decisions at once: one after the other
  const current = await stateFor(context, transaction, service, version, organization);
  if (current.state === 'retired')
    throw new RegistryError('retired', `${service} ${version} is retired in ${organization}: register a new version`);
  const { deviceClass } = known.manifest;
  const number = registrationNumber ?? current.registrationNumber;
  if (state === 'active' && (deviceClass === 'II' || deviceClass === 'III') && !number) {
    throw new RegistryError(
      'no-registration-number',
      `${service} ${version} is of device class ${deviceClass} and has no registration number: give registrationNumber, or use research or shadow`,
    );
  }
  await transaction.query(
    `INSERT INTO registry.state (consortium, organization, service, version, state, reason, registration_number, code_digest, weights_digest, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      context.consortium,
      organization,
      service,
      version,
      state,
      reason,
      number ?? null,
      known.codeDigest,
      known.weightsDigest,
      context.actor.id,
    ],
  );
  await recordAudit(context, transaction, [
    { action: 'U', entity: `Device/${known.device}`, detail: `${service} ${version} in ${organization}: ${current.state} -> ${state}` },
  ]);
}

/** Every decision about a version in the consortium, the latest first. */
export async function decisionsOn(
  context: AccessContext,
  transaction: Transaction,
  service: string,
  version: string,
): Promise<readonly Decision[]> {
  requirePermission(context, 'registry.read');
  const { rows } = await transaction.query<Row>(
    'SELECT * FROM registry.state WHERE consortium = $1 AND service = $2 AND version = $3 ORDER BY id DESC',
    [context.consortium, service, version],
  );
  return rows.map(ofRow);
}

function ofRow(row: Row): Decision {
  const { organization, state, reason, registration_number: number, decided_by: by, decided_at: at } = row;
  return { organization, state, reason, ...(number && { registrationNumber: number }), by, at: at.toISOString() };
}
