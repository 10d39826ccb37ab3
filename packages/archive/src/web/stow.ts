import type { AccessContext } from '@consilium/access';
import type { DicomJson } from '@consilium/dicom';
import type { FastifyInstance } from 'fastify';
import { type Archive, storeFile } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import type { IncomingFile } from '../incoming-file.ts';
import { type StoreResult, StoreSession } from '../index-instance.ts';
import { dataSetOffset } from '../part10.ts';
import { baseOf } from './base-url.ts';
import { boundaryOf, readMultipart } from './multipart-reader.ts';

/** Failure Reason (0008,1197). @see DICOM PS3.18 table I.2-2 */
const FailureReason = { processing: 0x0110, outOfResources: 0xa700, cannotUnderstand: 0xc000, heldForDecision: 0xc111 } as const;

interface Failure {
  readonly reason: number;
  readonly comment: string;
  readonly sopClassUid?: string;
  readonly sopInstanceUid?: string;
}

/** `POST /dicom-web/studies[/{study}]`: each part is answered by itself. @see DICOM PS3.18 section 10.5 */
export function stowRoutes(app: FastifyInstance, archive: Archive): void {
  const config = { permission: 'archive.store' } as const;
  for (const url of ['/dicom-web/studies', '/dicom-web/studies/:study'])
    app.post<{ Params: { study?: string } }>(url, { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      const boundary = boundaryOf(request.headers['content-type'] ?? '');
      const upload = new Upload(request.context, archive, request.params.study);
      try {
        await readMultipart(request.raw, boundary, upload);
      } finally {
        await upload.end();
      }
      const { stored, failures } = upload;
      if (stored.length + failures.length === 0)
        throw new ArchiveError('invalid', 'the body has no part: send each object as a part of type application/dicom');
      return reply
        .code(
          failures.length === 0
            ? 200
            : stored.length > 0
              ? 202
              : failures.every(({ reason }) => reason === FailureReason.heldForDecision)
                ? 409
                : 400,
        )
        .type('application/dicom+json')
        .send(JSON.stringify(storeResponse(baseOf(request), stored, failures)));
    });
}

/** The objects of one request, stored one after the other as they arrive. */
class Upload {
  readonly stored: StoreResult[] = [];
  readonly failures: Failure[] = [];
  readonly #context: AccessContext;
  readonly #archive: Archive;
  readonly #study: string | undefined;
  readonly #session = new StoreSession();
  #file: IncomingFile | undefined;
  #refusal: unknown;

  constructor(context: AccessContext, archive: Archive, study: string | undefined) {
    this.#context = context;
    this.#archive = archive;
    this.#study = study;
  }

  partBegin(headers: ReadonlyMap<string, string>): void {
    const type = headers.get('content-type') ?? 'application/dicom';
    this.#refusal = /^application\/dicom\s*(;|$)/i.test(type)
      ? undefined
      : new ArchiveError('unsupported', `a part of type ${type}: only application/dicom is stored`);
    this.#file = this.#archive.files.receive(dataSetOffset);
  }

  partBytes(bytes: Buffer): Promise<void> | undefined {
    if (this.#refusal) return undefined; // the rest of the part is read and dropped: the next one may be good
    return this.#file?.write(bytes)?.catch((error: unknown) => {
      this.#refusal = error;
    });
  }

  async partEnd(): Promise<void> {
    const file = this.#file as IncomingFile;
    this.#file = undefined;
    try {
      if (this.#refusal) throw this.#refusal;
      const { actor } = this.#context;
      const result = await storeFile(this.#context, this.#archive, file, {
        receivedFrom: actor.id,
        session: this.#session,
        study: this.#study,
      });
      if (result.outcome === 'refused')
        this.failures.push({
          ...result,
          reason: FailureReason.heldForDecision,
          comment: `${result.reason}; held, conflict ${result.conflict}`,
        });
      else this.stored.push(result);
    } catch (error) {
      file.discard();
      if (!(error instanceof ArchiveError)) throw error;
      this.failures.push({
        reason: error.code === 'unsupported' ? FailureReason.processing : FailureReason.cannotUnderstand,
        comment: error.message,
      });
    }
  }

  /** Removes what was on its way, and lets the record know of what came. */
  async end(): Promise<void> {
    this.#file?.discard();
    for (const study of new Set(this.stored.map(({ studyInstanceUid }) => studyInstanceUid)))
      await this.#archive.announcer.flush(this.#context, study);
  }
}

/** @see DICOM PS3.18 annex I.2 */
function storeResponse(base: string, stored: readonly StoreResult[], failures: readonly Failure[]): DicomJson {
  const first = stored[0];
  const referenced = stored.map((result): DicomJson => {
    const study = `${base}/studies/${result.studyInstanceUid}`;
    return {
      '00081150': { vr: 'UI', Value: [result.sopClassUid] },
      '00081155': { vr: 'UI', Value: [result.sopInstanceUid] },
      '00081190': { vr: 'UR', Value: [`${study}/series/${result.seriesInstanceUid}/instances/${result.sopInstanceUid}`] },
      ...(result.conflict
        ? {
            '00081196': { vr: 'US', Value: [0xb000] },
            '00000902': { vr: 'LO', Value: [`held for a person to decide: ${result.reason}`.slice(0, 64)] },
          }
        : {}),
    };
  });
  const failed = failures.map(
    (failure): DicomJson => ({
      ...(failure.sopClassUid ? { '00081150': { vr: 'UI', Value: [failure.sopClassUid] } } : {}),
      ...(failure.sopInstanceUid ? { '00081155': { vr: 'UI', Value: [failure.sopInstanceUid] } } : {}),
      '00081197': { vr: 'US', Value: [failure.reason] },
      '00000902': { vr: 'LO', Value: [failure.comment] },
    }),
  );
  return {
    ...(first ? { '00081190': { vr: 'UR', Value: [`${base}/studies/${first.studyInstanceUid}`] } } : {}),
    ...(failed.length > 0 ? { '00081198': { vr: 'SQ', Value: failed } } : {}),
    ...(referenced.length > 0 ? { '00081199': { vr: 'SQ', Value: referenced } } : {}),
  };
}
