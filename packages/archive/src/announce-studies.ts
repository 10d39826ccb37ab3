import { type AccessContext, listConsortia, systemContext } from '@consilium/access';
import type { Database } from '@consilium/database';
import { announceStudy } from './announce-study.ts';

interface Waiting {
  readonly consortium: string;
  readonly studyInstanceUid: string;
  timer: NodeJS.Timeout;
}

/** Channel on which a committed change of a study is told to all servers: `consortium study`. */
export const ANNOUNCE_CHANNEL = 'archive';

/**
 * Tells the record of studies: when an association ends, or after a quiet moment. What is to be told stands in the
 * instances' rows, so nothing is lost with the process; a late image makes a new version of its ImagingStudy.
 */
export class StudyAnnouncer {
  readonly #database: Database;
  readonly #quietMs: number;
  readonly #onError: (error: unknown, doing: string) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Map<string, Promise<void>>();
  #stopListening: (() => Promise<void>) | undefined;
  #stopped = false;

  constructor(database: Database, options: { readonly quietMs: number; readonly onError: (error: unknown, doing: string) => void }) {
    this.#database = database;
    this.#quietMs = options.quietMs;
    this.#onError = options.onError;
  }

  /** Picks up what an ended process left. */
  async start(): Promise<void> {
    this.#stopListening = await this.#database.listen(ANNOUNCE_CHANNEL, (payload) => {
      const [consortium, study] = payload.split(' ');
      if (consortium && study) this.#schedule(consortium, study, 0);
      else this.#catchUp().catch((error) => this.#onError(error, 'looking for studies to announce'));
    });
    await this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    const consortia = await this.#database.platformTransaction((transaction) => listConsortia(transaction));
    for (const { id } of consortia) {
      const { rows } = await this.#database.transaction({ consortium: id }, (transaction) =>
        transaction.query<{ study_uid: string }>(
          'SELECT DISTINCT study_uid FROM archive.instance WHERE consortium = $1 AND NOT announced AND NOT draft AND conflict IS NULL',
          [id],
        ),
      );
      for (const { study_uid } of rows) this.#schedule(id, study_uid, this.#quietMs);
    }
  }

  /** An instance of the study was committed. */
  instanceStored(context: AccessContext, studyInstanceUid: string): void {
    this.#schedule(context.consortium, studyInstanceUid, this.#quietMs);
  }

  /** No more is expected of the study for now: tells the record, and resolves when it knows. */
  async flush(context: AccessContext, studyInstanceUid: string): Promise<void> {
    const key = `${context.consortium} ${studyInstanceUid}`;
    const waiting = this.#waiting.get(key);
    if (waiting) {
      clearTimeout(waiting.timer);
      this.#waiting.delete(key);
    }
    if (waiting || this.#running.has(key)) await this.#announce(context.consortium, studyInstanceUid);
  }

  #schedule(consortium: string, studyInstanceUid: string, delayMs: number): void {
    if (this.#stopped) return;
    const key = `${consortium} ${studyInstanceUid}`;
    const waiting = this.#waiting.get(key);
    if (waiting) clearTimeout(waiting.timer);
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      void this.#announce(consortium, studyInstanceUid);
    }, delayMs);
    timer.unref();
    this.#waiting.set(key, { consortium, studyInstanceUid, timer });
  }

  /** One at a time for a study. A failure is reported and tried again. */
  #announce(consortium: string, studyInstanceUid: string): Promise<void> {
    const key = `${consortium} ${studyInstanceUid}`;
    const announced: Promise<void> = (this.#running.get(key) ?? Promise.resolve())
      .then(async () => {
        const context = systemContext(consortium, 'unknown', 'archive'); // the study's row says for which organisation
        await this.#database.transaction(context, (transaction) => announceStudy(context, transaction, studyInstanceUid));
      })
      .catch((error: unknown) => {
        this.#onError(error, `announcing study ${studyInstanceUid}`);
        this.#schedule(consortium, studyInstanceUid, Math.max(1_000, this.#quietMs));
      })
      .finally(() => {
        if (this.#running.get(key) === announced) this.#running.delete(key);
      });
    this.#running.set(key, announced);
    return announced;
  }

  /** Tells what is under way and stops; what waits is told at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await this.#stopListening?.();
    await Promise.allSettled(this.#running.values());
  }
}
