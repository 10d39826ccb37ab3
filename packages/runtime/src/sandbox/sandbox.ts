import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Acceptance, type Limits, type Manifest, manifestProblems, type Text } from '@consilium/contract';
import { parseJson } from '@consilium/fhir';
import { RuntimeError, type RuntimeErrorCode } from '../errors.ts';
import { FrameReader } from './frames.ts';
import { makeInputFolder } from './input-folder.ts';
import { command, detectIsolation, type Isolation } from './isolation.ts';
import { usedMemoryMB } from './memory.ts';
import { type Command, type DicomHeader, JSON_FRAME, type Message } from './protocol.ts';

/** A DICOM object as it came out of the sandbox. */
export interface RawDicom extends DicomHeader {
  readonly bytes: Buffer;
}
/** What `run` returned, untrusted; the bytes of DICOM objects stand beside it. */
export interface RawResult {
  readonly result: Readonly<Record<string, unknown>>;
  readonly dicom: readonly RawDicom[];
}

/** A child process that has loaded one service and waits for one job. */
export interface Session {
  readonly manifest: Manifest;
  readonly isolation: Isolation;
  /** Process id of the outermost process of the sandbox. */
  readonly pid: number;
  accept(input: unknown): Promise<Acceptance>;
  run(input: unknown, onProgress?: (share: number, step?: Text) => void): Promise<RawResult>;
  /** Ends the child and removes its input folder; call it always. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Bounds of the whole session, loading included; the manifest's own are applied by the caller, who knows it. */
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  /** Weaker than what the machine allows: only for tests of the weaker walls. */
  readonly isolation?: Isolation | undefined;
}

/** Before a manifest is known. */
export const DESCRIBE_LIMITS: Limits = { seconds: 30, memoryMB: 1500 };
const STDERR_BYTES = 8192;
/** Share of the time limit after which the service's signal is aborted, so that it can decline in order. */
const NEAR = 0.9;
const MEMORY_CHECK_MS = 200;

/**
 * Starts the sandbox and loads the service in it. The parent never imports service code.
 * @throws RuntimeError `service-failed`, `out-of-memory`, `time-limit`, `killed`, `protocol`, `invalid-manifest`
 */
export async function openSession(serviceFolder: string, options: SessionOptions): Promise<Session> {
  const isolation = options.isolation ?? detectIsolation();
  const input = makeInputFolder();
  const { limits } = options;
  const [file, args] = command(isolation, { serviceFolder: realpathSync(serviceFolder), inputFolder: input.folder, limits });
  const child = spawn(file, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LANG: 'C.UTF-8' },
    cwd: input.folder,
  });
  const conversation = converse(child, limits, options.signal);
  const send = (value: Command): void => void (child.stdin as Writable).write(`${JSON.stringify(value)}\n`);

  const close = async (): Promise<void> => {
    conversation.kill();
    await conversation.exited;
    input.remove();
  };
  try {
    const ready = await conversation.next('ready');
    const problems = manifestProblems(ready.message.manifest);
    if (problems.length > 0) throw new RuntimeError('invalid-manifest', `${serviceFolder}: ${problems.join('; ')}`);
    const { manifest } = ready.message;
    return {
      manifest,
      isolation,
      pid: child.pid ?? 0,
      async accept(value) {
        send({ op: 'accept', input: input.place(value) });
        const { acceptance } = (await conversation.next('accepted')).message;
        if (typeof acceptance?.accept !== 'boolean')
          throw new RuntimeError('invalid-result', 'accept must return { accept: true } or { accept: false, reason: { zh, en } }');
        return acceptance;
      },
      async run(value, onProgress) {
        const near = setTimeout(() => send({ op: 'cancel' }), limits.seconds * 1000 * NEAR);
        try {
          send({ op: 'run', input: input.place(value) });
          const { message, binary } = await conversation.next('result', onProgress);
          return {
            result: message.result as Record<string, unknown>,
            dicom: message.dicom.map((header, i) => ({ ...header, bytes: binary[i] ?? Buffer.alloc(0) })),
          };
        } finally {
          clearTimeout(near);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Received<M> {
  readonly message: M;
  readonly binary: readonly Buffer[];
}

/** Reads a child's messages in order and turns every way of dying into a reason. */
function converse(child: ChildProcess, limits: Limits, signal: AbortSignal | undefined) {
  const frames = new FrameReader();
  const received: Received<Message>[] = [];
  let partial: { message: Message; binary: Buffer[]; missing: number } | undefined;
  let failure: RuntimeError | undefined;
  let wake = (): void => {};
  let stderr = '';

  const kill = (): void => {
    try {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL'); // the whole group
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const end = (code: RuntimeErrorCode, message: string): void => {
    failure ??= new RuntimeError(code, message);
    kill();
    wake();
  };

  const deadline = setTimeout(() => end('time-limit', `took longer than its limit of ${limits.seconds} s`), limits.seconds * 1000);
  const memory = setInterval(() => {
    if ((usedMemoryMB(child.pid ?? 0) ?? 0) > limits.memoryMB)
      end('out-of-memory', `needed more than its limit of ${limits.memoryMB} MB of memory`);
  }, MEMORY_CHECK_MS);
  const onAbort = (): void => end('cancelled', 'was cancelled');
  if (signal?.aborted) queueMicrotask(onAbort);
  signal?.addEventListener('abort', onAbort, { once: true });

  (child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
    try {
      for (const { kind, payload } of frames.push(chunk)) {
        if (kind === JSON_FRAME) {
          const message = parseJson<Message>(payload.toString('utf8'));
          const missing = message.kind === 'result' && Array.isArray(message.dicom) ? message.dicom.length : 0;
          if (missing > 0) partial = { message, binary: [], missing };
          else received.push({ message, binary: [] });
        } else if (partial) {
          partial.binary.push(Buffer.from(payload));
          if (partial.binary.length === partial.missing) {
            received.push(partial);
            partial = undefined;
          }
        } else throw new Error('sent bytes that no message announced');
      }
      wake();
    } catch (error) {
      end('protocol', (error as Error).message);
    }
  });
  (child.stderr as Readable).on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-STDERR_BYTES);
  });
  (child.stdout as Readable).resume(); // what a service prints is nobody's business
  child.stdin?.on('error', () => {}); // the child is gone: its end says why

  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure ??= new RuntimeError('service-failed', `the sandbox could not be started: ${error.message}`, { cause: error });
      resolve();
    });
    child.once('close', (code, killedBy) => {
      failure ??= causeOfDeath(code, killedBy, stderr, limits);
      resolve();
    });
  }).finally(() => {
    clearTimeout(deadline);
    clearInterval(memory);
    signal?.removeEventListener('abort', onAbort);
    wake();
  });

  /** The next message of a kind; progress on the way goes to `onProgress`. */
  async function next<K extends Message['kind']>(
    kind: K,
    onProgress?: (share: number, step?: Text) => void,
  ): Promise<Received<Extract<Message, { kind: K }>>> {
    for (;;) {
      const head = received.shift();
      if (head) {
        const { message } = head;
        if (message.kind === kind) return head as Received<Extract<Message, { kind: K }>>;
        if (message.kind === 'progress') onProgress?.(message.share, message.step);
        else if (message.kind === 'error')
          throw new RuntimeError(
            /heap|allocation failed|bad_alloc|out of memory/i.test(String(message.message)) ? 'out-of-memory' : 'service-failed',
            String(message.message).slice(0, 2000),
          );
        else throw new RuntimeError('protocol', `sent ${String(message.kind).slice(0, 40)} where ${kind} was due`);
        continue;
      }
      if (failure) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { next, kill, exited };
}

function causeOfDeath(code: number | null, signal: NodeJS.Signals | null, stderr: string, limits: Limits): RuntimeError {
  const status = code ?? 0;
  if (/heap out of memory|Allocation failed|bad_alloc|Out of memory|Cannot allocate memory|memory exhausted/i.test(stderr))
    return new RuntimeError('out-of-memory', `needed more than its limit of ${limits.memoryMB} MB of memory`);
  if (signal === 'SIGXCPU' || status === 128 + 24)
    return new RuntimeError('processor-limit', 'used more processor time than its time limit allows');
  const last = stderr
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-3)
    .join(' | ')
    .slice(0, 500);
  const how = signal ?? (status > 128 ? `signal ${status - 128}` : `exit code ${status}`);
  return new RuntimeError('killed', `the process of the service ended by ${how}${last && `: ${last}`}`);
}
