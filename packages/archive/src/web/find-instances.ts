import { type AccessContext, may } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { ArchiveError } from '../errors.ts';

/** Which part of a study a request is about. */
export interface Target {
  readonly study: string;
  readonly series?: string | undefined;
  readonly instance?: string | undefined;
}

export interface FoundInstance extends Record<string, unknown> {
  readonly study_uid: string;
  readonly series_uid: string;
  readonly sop_uid: string;
  readonly patient: string;
  readonly digest: string;
  readonly transfer_syntax: string;
  readonly size: string;
  readonly number_of_frames: number | null;
}

/**
 * Instances that the caller may see: those of a patient, of this consortium, and no draft without `draft.read`.
 * @throws ArchiveError `not-found`; that something is hidden does not show
 */
export async function findInstances(context: AccessContext, transaction: Transaction, target: Target): Promise<FoundInstance[]> {
  const { rows } = await transaction.query<FoundInstance>(
    `SELECT study_uid, series_uid, sop_uid, patient, digest, transfer_syntax, size, number_of_frames FROM archive.instance
     WHERE ${VISIBLE} AND study_uid = $3 AND ($4::text IS NULL OR series_uid = $4) AND ($5::text IS NULL OR sop_uid = $5) ORDER BY series_uid, instance_number, sop_uid`,
    [...visibility(context), target.study, target.series ?? null, target.instance ?? null],
  );
  if (rows.length === 0) throw notFound(target);
  return rows;
}

/** Condition on `archive.instance` for {@link visibility}'s two parameters. */
export const VISIBLE = 'consortium = $1 AND conflict IS NULL AND (NOT draft OR $2)';
export const visibility = (context: AccessContext): [string, boolean] => [context.consortium, may(context, 'draft.read')];

export function notFound(target: Target): ArchiveError {
  const [what, uid] = target.instance ? ['instance', target.instance] : target.series ? ['series', target.series] : ['study', target.study];
  return new ArchiveError('not-found', `there is no ${what} ${uid} in this study of the archive`);
}
