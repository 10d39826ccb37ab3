import type { AccessContext } from '@consilium/access';
import { storeInstance } from '@consilium/archive';
import { OperationOutcomeError, parseJson } from '@consilium/fhir';
import { importBundle } from '@consilium/record';
import type { Foundation } from '@consilium/server';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { CommandError } from './command-error.ts';
import { reasonOf } from './error-text.ts';
import { decode, isGzip, kindOf, openBytes, readLines, readText } from './import-sources.ts';
import { tryAgain } from './try-again.ts';

/** What an import has done so far. */
export interface Tally {
  instances: number;
  instancesKnown: number;
  created: number;
  unchanged: number;
  updated: number;
  readonly refused: { readonly file: string; readonly reason: string }[];
}

export interface ImportJob {
  readonly foundation: Foundation;
  readonly context: AccessContext;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** Told how many bytes of the file were read. */
  readonly onBytes: (read: number) => void;
}

/** Lines of NDJSON that are written in one transaction, and their characters: a commit costs as much as some resources. */
const BATCH_LINES = 100;
const BATCH_BYTES = 2 ** 20;
const BUNDLES = ['transaction', 'batch', 'collection', 'searchset'];

/** Takes in one file: what cannot be taken is refused with its reason, and nothing of it is stored by half. */
export async function importFile(job: ImportJob, file: string): Promise<void> {
  try {
    switch (await kindOf(file)) {
      case 'dicom':
        return await importInstance(job, file);
      case 'json':
        return await write(job, asBundle(parse(await readText(file))));
      case 'ndjson':
        return await importLines(job, file);
      case 'dicomdir':
        return; // a list of the files beside it, which are taken in themselves
      case 'unknown':
        refuse(job, file, 'neither DICOM nor FHIR JSON');
    }
  } catch (error) {
    job.signal.throwIfAborted();
    refuse(job, file, reasonOf(error));
  }
}

async function importInstance({ foundation, context, tally, signal }: ImportJob, file: string): Promise<void> {
  const packed = await isGzip(file);
  const stored = await tryAgain(signal, async () =>
    storeInstance(context, foundation.archive, packed ? await openBytes(file) : file, { receivedFrom: 'import' }),
  );
  if (stored.outcome === 'stored') tally.instances++;
  else if (stored.outcome === 'duplicate') tally.instancesKnown++;
  const reason = stored.reason ?? 'other content stands under its SOP Instance UID';
  if (stored.outcome === 'refused') refuse({ tally }, file, reason);
  else if (stored.conflict)
    refuse({ tally }, file, `kept, but held until a person decides whose it is (conflict ${stored.conflict}): ${reason}`);
}

async function importLines(job: ImportJob, file: string): Promise<void> {
  let batch: { readonly number: number; readonly resource: FhirResource }[] = [];
  let size = 0;
  const refuseLine = (number: number, error: unknown): void => refuse(job, `${file}, line ${number}`, reasonOf(error));
  const flush = async (): Promise<void> => {
    const lines = batch;
    batch = [];
    size = 0;
    if (lines.length === 0) return;
    try {
      await write(job, collection(lines.map(({ resource }) => resource)));
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      if (lines.length === 1) return refuseLine(lines[0]?.number ?? 0, error);
      // one of them is wrong: the others are not to suffer for it
      for (const { number, resource } of lines) await write(job, collection([resource])).catch((reason) => refuseOne(number, reason));
    }
  };
  const refuseOne = (number: number, error: unknown): void => {
    if (!(error instanceof OperationOutcomeError)) throw error;
    refuseLine(number, error);
  };
  for await (const { number, bytes } of linesOf(job, file, flush)) {
    job.signal.throwIfAborted();
    try {
      const resource = parse(decode(bytes));
      if (resource.resourceType === 'Bundle') {
        await flush();
        await write(job, asBundle(resource));
        continue;
      }
      batch.push({ number, resource });
      size += bytes.length;
    } catch (error) {
      job.signal.throwIfAborted();
      refuseLine(number, error);
    }
    if (batch.length >= BATCH_LINES || size >= BATCH_BYTES) await flush();
  }
  await flush();
}

/** The lines of a file; where it breaks off, those before are written first. */
async function* linesOf({ onBytes }: ImportJob, file: string, flush: () => Promise<void>): ReturnType<typeof readLines> {
  try {
    yield* readLines(file, onBytes);
  } catch (error) {
    await flush();
    throw error;
  }
}

async function write({ foundation, context, tally, signal }: ImportJob, bundle: Bundle): Promise<void> {
  const result = await tryAgain(signal, () => foundation.database.transaction(context, (t) => importBundle(context, t, bundle)));
  tally.created += result.created;
  tally.unchanged += result.unchanged;
  tally.updated += result.updated;
}

function parse(text: string): FhirResource {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw new CommandError(`no JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof (value as FhirResource | null)?.resourceType !== 'string')
    throw new CommandError('no resourceType: JSON, but no FHIR resource');
  return value as FhirResource;
}

function asBundle(resource: FhirResource): Bundle {
  if (resource.resourceType !== 'Bundle') return collection([resource]);
  if (BUNDLES.includes(resource.type)) return resource;
  throw new CommandError(`Bundle.type is ${resource.type}: ${BUNDLES.join(', ')} can be imported`);
}

/** Resources without a fullUrl are known by type and id, or, where they have none, by their content. */
const collection = (resources: readonly FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

export function refuse({ tally }: Pick<ImportJob, 'tally'>, file: string, reason: string): void {
  tally.refused.push({ file, reason });
}
