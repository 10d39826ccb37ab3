import type { Acceptance, Manifest, Text } from '@consilium/contract';
import type { Isolation } from './isolation.ts';
import { DESCRIBE_LIMITS, openSession, type RawDicom, type Session } from './sandbox.ts';

export interface RunOnceOptions {
  readonly onProgress?: ((share: number, step?: Text) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly isolation?: Isolation | undefined;
  /** Known from an earlier `describeService`; without it the service is asked first. */
  readonly manifest?: Manifest | undefined;
  /** Told the process id, for whoever must be able to end it. */
  readonly onStart?: ((session: Session) => void) | undefined;
}

/** What one run gave: what `run` returned, or the decline that `accept` amounts to. */
export interface RunOnce {
  readonly manifest: Manifest;
  readonly isolation: Isolation;
  readonly result: Readonly<Record<string, unknown>>;
  readonly dicom: readonly RawDicom[];
  readonly seconds: number;
}

/** Asks a service's folder what it is, in the sandbox. @throws RuntimeError */
export async function describeService(folder: string, options: Pick<RunOnceOptions, 'isolation' | 'signal'> = {}): Promise<Manifest> {
  const session = await openSession(folder, { limits: DESCRIBE_LIMITS, ...options });
  await session.close();
  return session.manifest;
}

/**
 * Runs a service on one input, through the same sandbox that patients' data go through, without server or database.
 * Each `file` of the input is a path on this machine. A series that `accept` refuses gives a result of kind `decline`.
 * @throws RuntimeError
 */
export async function runServiceOnce(folder: string, input: unknown, options: RunOnceOptions = {}): Promise<RunOnce> {
  const started = performance.now();
  const manifest = options.manifest ?? (await describeService(folder, options));
  const session = await openSession(folder, { limits: manifest.limits, signal: options.signal, isolation: options.isolation });
  options.onStart?.(session);
  try {
    const seconds = (): number => (performance.now() - started) / 1000;
    if (manifest.trigger.kind === 'series') {
      const acceptance: Acceptance = await session.accept(input);
      if (!acceptance.accept)
        return {
          manifest,
          isolation: session.isolation,
          result: { kind: 'decline', reason: acceptance.reason },
          dicom: [],
          seconds: seconds(),
        };
    }
    const { result, dicom } = await session.run(input, options.onProgress);
    return { manifest, isolation: session.isolation, result, dicom, seconds: seconds() };
  } finally {
    await session.close();
  }
}
