import { closeSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { type Draft, manifestOf, type Service, type Text } from '@consilium/contract';
import { BYTES_FRAME, type Command, type DicomHeader, frame, JSON_FRAME, type Message, RESULT_DESCRIPTOR } from './protocol.ts';

/**
 * Runs inside the sandbox: loads one service, says what it is, and obeys one `accept` and one `run`. Started as
 * `node child.ts FOLDER`. It is on the service's side of the wall: nothing it sends is trusted.
 */
const folder = process.argv[2] ?? '';

// a service outside the repository finds the platform's floor-0 packages as one inside does
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.includes(':')) throw error;
      return next(specifier, { ...context, parentURL: import.meta.url });
    }
  },
});

function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(RESULT_DESCRIPTOR, bytes, at);
}
function send(message: Message, binary: readonly Uint8Array[] = []): void {
  for (const part of frame(JSON_FRAME, new TextEncoder().encode(JSON.stringify(message)))) write(part);
  for (const bytes of binary) for (const part of frame(BYTES_FRAME, bytes)) write(part);
}
function fail(error: unknown): never {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  send({ kind: 'error', message, ...(stack && { stack: stack.split('\n').slice(0, 6).join('\n') }) });
  process.exit(1);
}

const cancel = new AbortController();
let lastProgress = Number.NEGATIVE_INFINITY;
function progress(share: number, step?: Text): void {
  const now = performance.now();
  if (share < 1 && now - lastProgress < 200) return; // five a second are enough for any page
  lastProgress = now;
  send({ kind: 'progress', share, ...(step && { step }) });
}

async function run(service: Service<unknown>, input: unknown): Promise<void> {
  const result = await service.run(input, { folder, progress, signal: cancel.signal });
  if (typeof result !== 'object' || result === null || !('kind' in result))
    throw new Error('run returned nothing: return draft, cards, answer or decline');
  const objects = result.kind === 'draft' ? ((result as Draft).dicom ?? []) : [];
  const headers: DicomHeader[] = objects.map(({ sopInstanceUid, modality }) => ({ sopInstanceUid, modality }));
  send(
    { kind: 'result', result: { ...result, dicom: undefined }, dicom: headers },
    objects.map((object) => object.bytes),
  );
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

try {
  const loaded = (await import(pathToFileURL(join(folder, 'service.ts')).href)) as { default?: Service<unknown> };
  const service = loaded.default;
  if (typeof service?.run !== 'function')
    throw new Error(`${join(folder, 'service.ts')} must export the result of defineService({ … }) by default`);
  send({ kind: 'ready', manifest: manifestOf(service as Service<never>) });
  const lines = createInterface({ input: process.stdin });
  lines.on('close', () => process.exit(0)); // the platform is gone
  lines.on('line', (line) => {
    const command = JSON.parse(line) as Command;
    if (command.op === 'cancel') return cancel.abort(new Error('cancelled'));
    if (command.op === 'accept') {
      const { trigger } = service;
      const accept = trigger.kind === 'series' ? trigger.accept(command.input as never) : Promise.resolve({ accept: true as const });
      Promise.resolve(accept).then((acceptance) => send({ kind: 'accepted', acceptance }), fail);
      return;
    }
    run(service, command.input).then(() => {
      closeSync(RESULT_DESCRIPTOR);
      process.exit(0);
    }, fail);
  });
} catch (error) {
  fail(error);
}
