import pg from 'pg';

/** Whose rows a transaction may see: row-level security compares it with each row's `consortium`. */
export interface Tenant {
  readonly consortium: string;
}

/** A statement that the server parses and plans once for each connection, under its name. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One open transaction. Every function that touches rows takes one; only the edges open it. */
export interface Transaction {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
  /** Sends a statement together with COMMIT, in one write to the server. If it fails, nothing is committed. For rows that nothing later in the transaction reads, such as the audit's. */
  atCommit(statement: PreparedStatement): void;
  /** Runs `work` so that its failure undoes only what it did, `atCommit` included; the error is thrown on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
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
  const config: pg.ClientConfig = {
    ...connection,
    options: `-c role=${APPLICATION_ROLE} -c statement_timeout=60s`,
    application_name: 'consilium',
  };
  const pool = new pg.Pool({ ...config, max: 12, pipeline: true } as pg.PoolConfig);
  pool.on('error', () => {}); // an idle connection broke (server restarted): the pool replaces it, the next query reports what is wrong

  async function run<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    let last: PreparedStatement[] = [];
    const transaction: Transaction = {
      query: (text, values) => (client as unknown as Transaction).query(text, values),
      atCommit: (statement) => {
        last.push(statement);
      },
      async savepoint(part) {
        const before = last.length;
        await client.query('SAVEPOINT part');
        try {
          const result = await part();
          await client.query('RELEASE SAVEPOINT part');
          return result;
        } catch (error) {
          last = last.slice(0, before);
          await client.query('ROLLBACK TO SAVEPOINT part');
          throw error;
        }
      },
    };
    try {
      together(client);
      const begun = client.query(begin);
      begun.catch(() => {}); // then the first statement fails too, and tells why
      const result = await work(transaction);
      together(client);
      const sent = last.map((statement) => client.query(statement as pg.QueryConfig));
      const committed = client.query('COMMIT');
      const answers = await Promise.allSettled([begun, ...sent, committed]);
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) throw failed.reason;
      if ((await committed).command !== 'COMMIT')
        throw new Error('the transaction was rolled back: a statement in it failed and its error was passed over');
      return result;
    } catch (error) {
      if (!broken)
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
    transaction: (tenant, work) =>
      run(`BEGIN; SELECT set_config('consilium.consortium', ${pg.escapeLiteral(tenant.consortium)}, true)`, work),
    platformTransaction: (work) => run('BEGIN', work),
    listen: (channel, onNotify) => listen(config, channel, onNotify),
    close: () => pool.end(),
  };
}

/** What is sent to the server from now until this turn of the event loop ends leaves in one write: each costs as much as a small query. */
function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
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
      if (!stopped)
        retry = setTimeout(
          () =>
            void connect().then(
              () => onNotify(''),
              () => {},
            ),
          500,
        );
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
