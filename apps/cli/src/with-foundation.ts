import { type Configuration, type Foundation, openFoundation, readConfiguration } from '@consilium/server';
import { explained } from './start-problem.ts';
import { createStopSignal } from './stop-signal.ts';

/** Runs a command on the database, beside a running server or without one, and leaves nothing running. */
export async function withFoundation<T>(
  work: (foundation: Foundation, configuration: Configuration, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const configuration = readConfiguration(process.env);
  const stop = createStopSignal();
  try {
    const foundation = await openFoundation(configuration).catch((error: unknown) => {
      throw explained(error, configuration);
    });
    try {
      stop.signal.throwIfAborted();
      return await work(foundation, configuration, stop.signal);
    } finally {
      await foundation.close();
    }
  } finally {
    stop.release();
  }
}
