import type { Database } from '@consilium/database';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';

/**
 * Keeps what the OpenID provider must remember in `access.oidc_payload`, so that any server on this database can go on
 * with any sign-in. @see oidc-provider, docs: Adapter
 */
export function createOidcAdapter(database: Database): (kind: string) => Adapter {
  const query = <Row extends Record<string, unknown>>(text: string, values: unknown[]) => database.pool.query<Row>(text, values);

  return (kind) => {
    const findBy = async (column: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> => {
      const { rows } = await query<{ payload: AdapterPayload; consumed: number | null }>(
        `SELECT payload, extract(epoch FROM consumed_at)::int AS consumed FROM access.oidc_payload
         WHERE kind = $1 AND ${column} = $2 AND (expires_at IS NULL OR expires_at > now()) LIMIT 1`,
        [kind, value],
      );
      return rows[0] && { ...rows[0].payload, ...(rows[0].consumed === null ? {} : { consumed: rows[0].consumed }) };
    };

    return {
      find: (id) => findBy('id', id),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('user_code', userCode),
      async upsert(id, payload, expiresIn) {
        await query(
          `INSERT INTO access.oidc_payload (kind, id, payload, grant_id, user_code, uid, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
           ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
             user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
          [kind, id, payload, payload.grantId ?? null, payload.userCode ?? null, payload.uid ?? null, expiresIn || null],
        );
      },
      async consume(id) {
        const consumed = await query(
          'UPDATE access.oidc_payload SET consumed_at = now() WHERE kind = $1 AND id = $2 AND consumed_at IS NULL',
          [kind, id],
        );
        if (consumed.rowCount === 0) throw new errors.InvalidGrant(`${kind} already used`); // by a request at the same moment
      },
      async destroy(id) {
        await query('DELETE FROM access.oidc_payload WHERE kind = $1 AND id = $2', [kind, id]);
      },
      async revokeByGrantId(grantId) {
        await query('DELETE FROM access.oidc_payload WHERE kind = $1 AND grant_id = $2', [kind, grantId]);
      },
    };
  };
}

/** Removes what has expired and failed sign-ins that no longer count. */
export async function sweepExpired(database: Database): Promise<void> {
  await database.pool.query(`DELETE FROM access.oidc_payload WHERE expires_at < now() - interval '1 minute'`);
  await database.pool.query(`DELETE FROM access.failed_sign_in WHERE last_at < now() - interval '1 day'`);
}
