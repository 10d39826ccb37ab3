import { type AccessContext, consortiumOfAeTitle, systemContext } from '@consilium/access';
import type { Database } from '@consilium/database';
import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from '@consilium/dicom';
import { type Archive, storeFile } from '../archive.ts';
import { ArchiveError } from '../errors.ts';
import { isKnownTransferSyntax } from '../frame-media-type.ts';
import { StoreSession } from '../index-instance.ts';
import { part10Header } from '../part10.ts';
import type { AssociationService, DataSetSink, StoreRequest } from './association.ts';
import { Status } from './command-set.ts';
import type { AssociateRequest, PresentationContext, PresentationResult, RejectReason } from './pdu.ts';
import { listenForAssociations, type UpperLayer } from './upper-layer.ts';

export interface DimseOptions {
  readonly archive: Archive;
  readonly database: Database;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly aeTitle: string;
  readonly maxAssociations?: number;
  /** A peer that says nothing for so long is cut off. */
  readonly idleMs?: number;
  readonly onError?: (error: unknown, doing: string) => void;
}

const VERIFICATION = '1.2.840.10008.1.1';
/** Storage SOP classes of the standard, retired ones and private ones of vendors: all objects are kept alike. */
const STORAGE = /^1\.2\.840\.10008\.5\.1\.4\.(1\.1|34\.7|34\.10|43\.1|44\.1|45\.1)(\.|$)/;
const isStorage = (uid: string): boolean => STORAGE.test(uid) || !uid.startsWith('1.2.840.10008.');
const MAX_PDU_LENGTH = 4 << 20;

/** Takes C-ECHO and C-STORE. The called AE title must be ours; the calling one says for which organisation the objects are. */
export function startDimse(options: DimseOptions): Promise<UpperLayer> {
  return listenForAssociations({
    host: options.host,
    port: options.port,
    maxPduLength: MAX_PDU_LENGTH,
    maxAssociations: options.maxAssociations ?? 32,
    idleMs: options.idleMs ?? 60_000,
    implementationClassUid: IMPLEMENTATION_CLASS_UID,
    implementationVersionName: IMPLEMENTATION_VERSION_NAME,
    service: () => new StorageService(options),
  });
}

/** The archive as one association sees it. */
class StorageService implements AssociationService {
  readonly #options: DimseOptions;
  readonly #session = new StoreSession();
  readonly #studies = new Set<string>();
  #context: AccessContext | undefined;
  #callingAeTitle = '';

  constructor(options: DimseOptions) {
    this.#options = options;
  }

  async admit(request: AssociateRequest): Promise<RejectReason | undefined> {
    if (request.calledAeTitle !== this.#options.aeTitle) return 'calledAeTitleNotRecognized';
    try {
      const owner = await this.#options.database.platformTransaction((transaction) =>
        consortiumOfAeTitle(transaction, request.callingAeTitle),
      );
      if (!owner) return 'callingAeTitleNotRecognized';
      this.#callingAeTitle = request.callingAeTitle;
      this.#context = systemContext(owner.consortium, owner.organization, `dimse ${request.callingAeTitle}`);
      return undefined;
    } catch (error) {
      this.#options.onError?.(error, `finding out who ${request.callingAeTitle} is`);
      return 'temporaryCongestion';
    }
  }

  negotiate({ id, abstractSyntax, transferSyntaxes }: PresentationContext): PresentationResult {
    const refused = { id, abstractSyntax, transferSyntax: transferSyntaxes[0] ?? '' };
    if (abstractSyntax !== VERIFICATION && !isStorage(abstractSyntax)) return { ...refused, result: 'abstract-syntax-not-supported' };
    const transferSyntax = transferSyntaxes.find(isKnownTransferSyntax);
    if (!transferSyntax) return { ...refused, result: 'transfer-syntaxes-not-supported' };
    return { id, abstractSyntax, result: 'accepted', transferSyntax };
  }

  store(request: StoreRequest): DataSetSink {
    const context = this.#context as AccessContext;
    const { archive, onError } = this.#options;
    const header = part10Header({ ...request, sourceAeTitle: this.#callingAeTitle });
    const file = archive.files.receive(() => header.length);
    let failure: unknown;
    const write = (bytes: Buffer): Promise<void> | undefined => {
      if (failure) return undefined; // the rest is read and dropped, so that the sender can be told why
      return file.write(bytes)?.catch((error: unknown) => {
        failure = error;
      });
    };
    void write(header);
    return {
      write,
      finish: async () => {
        try {
          if (failure) throw failure;
          const result = await storeFile(context, archive, file, {
            receivedFrom: this.#callingAeTitle,
            session: this.#session,
            announced: request,
          });
          this.#studies.add(result.studyInstanceUid);
          if (result.outcome === 'refused')
            return { status: Status.heldForDecision, comment: `UID taken by other content; held, conflict ${result.conflict}` };
          return { status: Status.success };
        } catch (error) {
          file.discard();
          if (error instanceof ArchiveError) return { status: Status.cannotUnderstand, comment: error.message };
          onError?.(error, `storing ${request.sopInstanceUid} from ${this.#callingAeTitle}`);
          return { status: Status.outOfResources, comment: 'the archive cannot store now: try again later' };
        }
      },
      discard: async () => file.discard(),
    };
  }

  async ended(): Promise<void> {
    const context = this.#context as AccessContext;
    for (const study of this.#studies) await this.#options.archive.announcer.flush(context, study);
  }
}
