import pg from 'pg';

/** Whose rows a transaction may see: row-level security compares it with each row's `consortium`. */
export interface Tenant {
  readonly consortium: string;
}

/** One open transaction. Every function that touches rows takes one; only the edges open it. */
export interface Transaction {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

export interface Database {
  /** Runs `work` for one consortium; commits when it resolves, rolls back when it rejects. */
  transaction<T>(tenant: Tenant, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Runs `work` for no consortium: rows under row-level security are invisible, only tables of the platform itself are there. */
  platformTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Calls back on each NOTIFY on `channel`, and once after every reconnection, since notifications may have been missed. Returns a stop function. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /** For libraries that keep their own tables (sign-in, job queue); connects as the same unprivileged role. */
  readonly pool: pg.Pool;
  readonly connection: pg.ClientConfig;
  close(): Promise<void>;
}

/** The role of every ordinary connection: owns nothing, so that row-level security binds it. */
export const APPLICATION_ROLE = 'consilium_application';

/** Opens a pool on a migrated database. */
export function openDatabase(connection: pg.ClientConfig): Database {
  const config: pg.ClientConfig = { ...connection, options: `-c role=${APPLICATION_ROLE} -c statement_timeout=60s`, application_name: 'consilium' };
  const pool = new pg.Pool({ ...config, max: 12 });
  pool.on('error', () => {}); // an idle connection broke (server restarted): the pool replaces it, the next query reports what is wrong

  async function run<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query(begin);
      const result = await work(client as unknown as Transaction);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollback: Error) => {
        broken = rollback;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  return {
    pool,
    connection: config,
    transaction: (tenant, work) => run(`BEGIN; SELECT set_config('consilium.consortium', ${pg.escapeLiteral(tenant.consortium)}, true)`, work),
    platformTransaction: (work) => run('BEGIN', work),
    listen: (channel, onNotify) => listen(config, channel, onNotify),
    close: () => pool.end(),
  };
}

async function listen(config: pg.ClientConfig, channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    client = next;
    next.on('notification', (message) => onNotify(message.payload ?? ''));
    next.on('error', () => {});
    next.once('end', () => {
      if (!stopped) retry = setTimeout(() => void connect().then(() => onNotify(''), () => {}), 500);
    });
    await next.connect();
    await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}
