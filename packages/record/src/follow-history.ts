import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '@consilium/database';
import { parseJson } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';

/** One version, as followers get it. */
export interface Change {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly draft: boolean;
  readonly organization: string | undefined;
  readonly patient: string | undefined;
  readonly at: Date;
  /** Absent for a deletion. */
  readonly resource: FhirResource | undefined;
}

export interface FollowOptions {
  /** Name under which the position is kept. */
  readonly consumer: string;
  readonly consortium: string;
  /** Types that are handed over, all without it. The cursor passes the others by, and their documents are not read. */
  readonly types?: readonly string[];
  /** Changes per transaction. */
  readonly batch?: number;
  /** Called in commit order, in the transaction that moves the cursor: what it writes and how far it came are one. */
  readonly onChange: (change: Change, transaction: Transaction) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told of every failure before it is tried again. */
  readonly onError?: (error: unknown) => void;
}

const POLL_MS = 2000;
/** A committed version waits behind a transaction that is still open: look again soon. */
const HELD_MS = 20;
/** After a call the follower waits so long for more before it looks: under load it takes many changes at once. */
const GATHER_MS = 100;

/**
 * Follows history in commit order until `signal` aborts. Resolves when the last batch is done.
 *
 * Only versions of transactions below `pg_snapshot_xmin` are read: all of those have ended, so that nothing can appear
 * behind the cursor later. A failing `onChange` rolls its batch back and is tried again, in halves down to single changes.
 */
export async function followHistory(database: Database, options: FollowOptions): Promise<void> {
  const { signal, batch = 100 } = options;
  const alarm = new Alarm();
  const unlisten = await database.listen('record', (payload) => {
    if (payload === '' || payload === options.consortium) alarm.ring();
  });
  const onAbort = (): void => alarm.ring();
  signal.addEventListener('abort', onAbort);
  try {
    let size = batch;
    while (!signal.aborted) {
      try {
        const { taken, held } = await followBatch(database, options, size);
        if (taken === size) size = Math.min(batch, size * 2);
        else if (held) await alarm.wait(HELD_MS);
        else {
          await alarm.wait(POLL_MS);
          if (!signal.aborted) await sleep(GATHER_MS);
        }
      } catch (error) {
        options.onError?.(error);
        if (size === 1) await alarm.wait(POLL_MS);
        size = Math.max(1, Math.floor(size / 2));
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await unlisten();
  }
}

interface ChangeRow extends Record<string, unknown> {
  readonly xid: string;
  readonly seq: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly draft: boolean;
  readonly organization: string | null;
  readonly patient: string | null;
  readonly at: Date;
  readonly doc: string | null;
}

const SETTLED = 'xid < pg_snapshot_xmin(pg_current_snapshot())';

/** Handles at most `size` changes in one transaction. `held`: others are committed, but stand behind a transaction that is still open. */
export async function followBatch(
  database: Database,
  { consumer, consortium, types, onChange, signal }: FollowOptions,
  size: number,
): Promise<{ taken: number; held: boolean }> {
  return database.transaction({ consortium }, async (transaction) => {
    const cursor = await lockCursor(transaction, consortium, consumer);
    if (!cursor) return { taken: 0, held: false };
    const after = [consortium, cursor.xid, cursor.seq];
    const { rows } = await transaction.query<ChangeRow>(
      `SELECT xid, seq, type, id, version, deleted, draft, organization, patient, at, CASE WHEN $5::text[] IS NULL OR type = ANY ($5) THEN doc END AS doc FROM record.history
       WHERE consortium = $1 AND (xid, seq) > ($2::xid8, $3::bigint) AND ${SETTLED} ORDER BY xid, seq LIMIT $4`,
      [...after, size, types ?? null],
    );
    let last: ChangeRow | undefined;
    for (const row of rows) {
      if (signal.aborted) break;
      last = row;
      if (types && !types.includes(row.type)) continue;
      const { type, id, version, deleted, draft, organization, patient, at, doc } = row;
      const resource = doc === null ? undefined : parseJson(doc);
      await onChange(
        { type, id, version, deleted, draft, organization: organization ?? undefined, patient: patient ?? undefined, at, resource },
        transaction,
      );
    }
    if (last)
      await transaction.query('UPDATE record.cursor SET xid = $3, seq = $4 WHERE consortium = $1 AND consumer = $2', [
        consortium,
        consumer,
        last.xid,
        last.seq,
      ]);
    const behind =
      rows.length === size
        ? undefined
        : await transaction.query<{ held: boolean }>(
            `SELECT EXISTS (SELECT FROM record.history WHERE consortium = $1 AND (xid, seq) > ($2::xid8, $3::bigint) AND NOT ${SETTLED}) held`,
            after,
          );
    return { taken: rows.length, held: behind?.rows[0]?.held ?? false };
  });
}

/** The position, held by one process at a time; `undefined` while another has it. */
async function lockCursor(
  transaction: Transaction,
  consortium: string,
  consumer: string,
): Promise<{ xid: string; seq: string } | undefined> {
  const text = 'SELECT xid, seq FROM record.cursor WHERE consortium = $1 AND consumer = $2';
  const lock = async () =>
    (await transaction.query<{ xid: string; seq: string }>(`${text} FOR UPDATE SKIP LOCKED`, [consortium, consumer])).rows[0];
  const cursor = await lock();
  if (cursor || (await transaction.query(text, [consortium, consumer])).rows.length > 0) return cursor;
  await transaction.query(`INSERT INTO record.cursor (consortium, consumer, xid, seq) VALUES ($1, $2, '0', 0) ON CONFLICT DO NOTHING`, [
    consortium,
    consumer,
  ]);
  return lock();
}

/** Wakes one sleeper; a ring while nobody sleeps is kept. */
class Alarm {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#rung = false;
  }
}
