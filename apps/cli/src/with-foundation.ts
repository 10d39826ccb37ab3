import { type Configuration, type Foundation, openFoundation, readConfiguration } from '@consilium/server';

/** Runs a command on the database, beside a running server or without one, and leaves nothing running. */
export async function withFoundation<T>(work: (foundation: Foundation, configuration: Configuration) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(process.env);
  const foundation = await openFoundation(configuration);
  try {
    return await work(foundation, configuration);
  } finally {
    await foundation.close();
  }
}
