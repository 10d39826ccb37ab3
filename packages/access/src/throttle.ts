import type { Database } from '@consilium/database';

/** How many failures go unpunished, by what is counted. */
const FREE = { userAndAddress: 5, address: 50 } as const;
const FIRST_WAIT_SECONDS = 30; // doubles with every further failure
const LONGEST_WAIT_SECONDS = 900;
const FORGOTTEN_AFTER = '1 hour';

export interface SignInAttempt {
  /** Seconds to wait before the next attempt; 0: this one may be made. */
  readonly waitSeconds: number;
}

const keysOf = (userName: string, address: string): readonly (readonly [string, number])[] => [
  [`user ${userName} from ${address}`, FREE.userAndAddress],
  [`address ${address}`, FREE.address],
];

/**
 * Counts an attempt before it is made, so that many at once cannot slip through: it counts as failed until
 * {@link forgetFailures} says otherwise.
 */
export async function beginAttempt(database: Database, userName: string, address: string): Promise<SignInAttempt> {
  let waitSeconds = 0;
  for (const [key, free] of keysOf(userName, address)) waitSeconds = Math.max(waitSeconds, await count(database, key, free));
  return { waitSeconds };
}

/** After a success: the user's own failures are forgotten, those of others at the same address are not. */
export async function forgetFailures(database: Database, userName: string, address: string): Promise<void> {
  const [[own], [shared]] = keysOf(userName, address) as [readonly [string, number], readonly [string, number]];
  await database.pool.query('DELETE FROM access.failed_sign_in WHERE key = $1', [own]);
  await database.pool.query('UPDATE access.failed_sign_in SET failures = failures - 1 WHERE key = $1 AND failures > 0', [shared]);
}

/** Returns the seconds still to wait; counts one more failure only when there are none. */
async function count(database: Database, key: string, free: number): Promise<number> {
  const until = `f.last_at + make_interval(secs => least($3::float8 * power(2, least(f.failures - $2, 10)), $4::float8))`;
  const values = [key, free, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS];
  const counted = await database.pool.query(
    `INSERT INTO access.failed_sign_in AS f (key, failures) VALUES ($1, 1)
     ON CONFLICT (key) DO UPDATE SET last_at = now(),
       failures = CASE WHEN f.last_at < now() - interval '${FORGOTTEN_AFTER}' THEN 1 ELSE f.failures + 1 END
     WHERE f.failures < $2 OR ${until} <= now()`,
    values,
  );
  if (counted.rowCount) return 0;
  const { rows } = await database.pool.query<{ seconds: number }>(
    `SELECT ceil(extract(epoch FROM ${until} - now()))::int AS seconds FROM access.failed_sign_in f WHERE key = $1`,
    values,
  );
  return Math.max(1, rows[0]?.seconds ?? 1);
}
