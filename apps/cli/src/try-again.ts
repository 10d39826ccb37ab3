import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL: deadlock, serialization, somebody else wrote it first. */
const RACES = new Set(['40P01', '40001', '23505']);
/** The database went away and comes back: shutdown, crash, refused or broken connections. */
const GONE = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
const WAITS_MS = [50, 200, 500, 1000, 2000, 4000, 8000];

/** Does again what can be done twice, when it failed for a reason that passes. */
export async function tryAgain<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      await sleep(wait);
    }
  }
  return work();
}

function isPassing(error: unknown): boolean {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  return (
    RACES.has(code ?? '') ||
    GONE.has(code ?? '') ||
    (code === 'ENOENT' && syscall === 'connect') ||
    /^(Connection terminated|Client has encountered a connection error)/.test(message)
  );
}
