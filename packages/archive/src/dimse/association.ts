import type { Socket } from 'node:net';
import { type Command, CommandField, parseCommand, response, Status } from './command-set.ts';
import {
  type AssociateRequest,
  abort,
  associateAccept,
  associateReject,
  commandPdus,
  PduType,
  type PresentationContext,
  type PresentationResult,
  parseAssociateRequest,
  type RejectReason,
  releaseResponse,
} from './pdu.ts';

/** What is to be stored, known before its data set arrives. */
export interface StoreRequest {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** Takes one data set as it arrives. `write` may return a promise: nothing more is read from the network until it resolves. */
export interface DataSetSink {
  write(fragment: Buffer): Promise<void> | undefined;
  /** All of it has come. What this resolves to is answered, so it must not resolve to success before the object is durable. */
  finish(): Promise<{ readonly status: number; readonly comment?: string }>;
  /** It will not come: nothing may stay. */
  discard(): Promise<void>;
}

/** What the upper layer asks of the archive for one association. */
export interface AssociationService {
  /** Who calls: whether to serve it. */
  admit(request: AssociateRequest): Promise<RejectReason | undefined>;
  negotiate(context: PresentationContext): PresentationResult;
  /** @throws when nothing can be received now: answered as out of resources */
  store(request: StoreRequest): DataSetSink;
  ended(): Promise<void>;
}

export interface AssociationLimits {
  readonly maxPduLength: number;
  readonly idleMs: number;
  readonly implementationClassUid: string;
  readonly implementationVersionName: string;
}

const MAX_ASSOCIATE_BYTES = 1 << 20;
const MAX_COMMAND_BYTES = 1 << 16;
const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1';

/** The peer broke the protocol: answered by A-ABORT with this reason. */
class ProtocolError extends Error {
  readonly reason: 0 | 1 | 2 | 5 | 6;
  constructor(reason: 0 | 1 | 2 | 5 | 6, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * One association, from the first byte of a connection to its last, as acceptor.
 *
 * Data fragments go from the socket's buffers to the sink as they come, cut at PDV boundaries and never joined: a
 * PDU, a fragment and an object may be larger than memory. @see DICOM PS3.8 section 9.2 (state machine), 9.3.5
 */
export class Association {
  readonly #socket: Socket;
  readonly #service: AssociationService;
  readonly #limits: AssociationLimits;
  /** Bytes of a header or of a PDU that is read whole, while incomplete. */
  #pending: Buffer[] = [];
  #pendingLength = 0;
  #needed = 6;
  #next: (head: Buffer) => Promise<void> | void = (head) => this.#pduHeader(head);
  /** Left of the current P-DATA-TF, and of the fragment in it that is being handed on. */
  #pduLeft = 0;
  #fragmentLeft = 0;
  #contextId = 0;
  #lastFragment = false;
  #peerMaxPduLength = 0;
  #results = new Map<number, PresentationResult>();
  #command: Command | undefined;
  #commandParts: Buffer[] = [];
  #sink: DataSetSink | undefined;
  #established = false;
  #ended = false;

  constructor(socket: Socket, service: AssociationService, limits: AssociationLimits) {
    this.#socket = socket;
    this.#service = service;
    this.#limits = limits;
  }

  /** Serves until the peer has released, aborted, fallen silent or gone. */
  async serve(): Promise<void> {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setTimeout(this.#limits.idleMs, () => socket.destroy(new Error('the peer fell silent')));
    try {
      for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
        await this.#consume(chunk as Buffer);
        if (this.#ended) break;
      }
    } catch (error) {
      if (!socket.destroyed) socket.end(abort(error instanceof ProtocolError ? error.reason : error instanceof RangeError ? 6 : 0));
    } finally {
      await this.#sink?.discard();
      if (this.#established) await this.#service.ended();
      socket.destroySoon();
    }
  }

  async #consume(chunk: Buffer): Promise<void> {
    let rest = chunk;
    while (rest.length > 0 && !this.#ended) {
      if (this.#fragmentLeft > 0) {
        const part = rest.subarray(0, this.#fragmentLeft);
        rest = rest.subarray(part.length);
        this.#fragmentLeft -= part.length;
        this.#pduLeft -= part.length;
        const written = this.#sink?.write(part);
        if (written) await written;
        if (this.#fragmentLeft === 0) await this.#fragmentEnd();
        continue;
      }
      const part = rest.subarray(0, this.#needed - this.#pendingLength);
      rest = rest.subarray(part.length);
      this.#pending.push(part);
      this.#pendingLength += part.length;
      if (this.#pendingLength < this.#needed) return;
      const whole = this.#pending.length === 1 ? part : Buffer.concat(this.#pending);
      this.#pending = [];
      this.#pendingLength = 0;
      await this.#next(whole);
    }
  }

  #expect(bytes: number, next: (bytes: Buffer) => Promise<void> | void): Promise<void> | void {
    if (bytes === 0) return next(Buffer.alloc(0));
    this.#needed = bytes;
    this.#next = next;
  }

  #expectPdu(): void {
    this.#needed = 6;
    this.#next = (head) => this.#pduHeader(head);
  }

  #pduHeader(head: Buffer): Promise<void> | void {
    const type = head.readUInt8(0);
    const length = head.readUInt32BE(2);
    if (type === PduType.abort) {
      this.#ended = true;
      return;
    }
    if (!this.#established) {
      if (type !== PduType.associateRq) throw new ProtocolError(2, `PDU type ${type} before the association`);
      if (length < 68 || length > MAX_ASSOCIATE_BYTES) throw new ProtocolError(6, `A-ASSOCIATE-RQ of ${length} bytes`);
      return this.#expect(length, (body) => this.#associate(body));
    }
    if (type === PduType.releaseRq) return this.#expect(length, () => this.#release());
    if (type !== PduType.data) throw new ProtocolError(type >= 1 && type <= 7 ? 2 : 1, `PDU type ${type} inside the association`);
    if (length > this.#limits.maxPduLength || length < 6)
      throw new ProtocolError(6, `P-DATA-TF of ${length} bytes, ${this.#limits.maxPduLength} were agreed`);
    this.#pduLeft = length;
    this.#expect(6, (pdv) => this.#pdvHeader(pdv));
  }

  async #associate(body: Buffer): Promise<void> {
    const request = parseAssociateRequest(body);
    const versionKnown = (body.readUInt16BE(0) & 1) === 1;
    const reject = !versionKnown
      ? 'protocolVersionNotSupported'
      : request.applicationContext !== APPLICATION_CONTEXT
        ? 'applicationContextNotSupported'
        : await this.#service.admit(request);
    if (reject) {
      this.#socket.end(associateReject(reject));
      this.#ended = true;
      return;
    }
    const results = request.presentationContexts.map((context) => this.#service.negotiate(context));
    this.#results = new Map(results.map((result) => [result.id, result]));
    this.#peerMaxPduLength = request.maxPduLength;
    this.#established = true;
    this.#socket.write(associateAccept({ ...request, results, ...this.#limits }));
    this.#expectPdu();
  }

  #release(): void {
    this.#ended = true;
    this.#socket.end(releaseResponse());
  }

  #pdvHeader(head: Buffer): Promise<void> | void {
    const length = head.readUInt32BE(0) - 2;
    this.#pduLeft -= 6;
    if (length < 0 || length > this.#pduLeft) throw new ProtocolError(6, 'a fragment is longer than its PDU');
    this.#contextId = head.readUInt8(4);
    this.#lastFragment = (head.readUInt8(5) & 2) !== 0;
    if (this.#results.get(this.#contextId)?.result !== 'accepted')
      throw new ProtocolError(6, `presentation context ${this.#contextId} was not accepted`);
    if ((head.readUInt8(5) & 1) === 1) return this.#expect(length, (fragment) => this.#commandFragment(fragment));
    if (!this.#command) throw new ProtocolError(2, 'a data set without command');
    this.#fragmentLeft = length;
    if (length === 0) return this.#fragmentEnd();
  }

  async #commandFragment(fragment: Buffer): Promise<void> {
    this.#pduLeft -= fragment.length;
    if (this.#command) throw new ProtocolError(2, 'a command in the middle of a data set');
    this.#commandParts.push(Buffer.from(fragment));
    if (this.#commandParts.reduce((sum, part) => sum + part.length, 0) > MAX_COMMAND_BYTES)
      throw new ProtocolError(6, 'the command is too long');
    if (this.#lastFragment) {
      this.#command = parseCommand(Buffer.concat(this.#commandParts));
      this.#commandParts = [];
      this.#begin(this.#command);
    }
    this.#nextPdv();
  }

  #begin(command: Command): void {
    if (command.commandField === CommandField.storeRq && command.hasDataSet) {
      const { abstractSyntax, transferSyntax } = this.#results.get(this.#contextId) as PresentationResult;
      this.#sink = this.#service.store({
        sopClassUid: command.affectedSopClassUid || abstractSyntax,
        sopInstanceUid: command.affectedSopInstanceUid,
        transferSyntaxUid: transferSyntax,
      });
    }
    if (!command.hasDataSet)
      this.#answer(command, command.commandField === CommandField.echoRq ? Status.success : Status.unrecognizedOperation);
  }

  async #fragmentEnd(): Promise<void> {
    if (this.#lastFragment) {
      const command = this.#command as Command;
      const sink = this.#sink;
      this.#sink = undefined;
      const outcome = sink ? await sink.finish() : { status: Status.unrecognizedOperation };
      this.#answer(command, outcome.status, outcome.comment);
    }
    this.#nextPdv();
  }

  #nextPdv(): void {
    if (this.#pduLeft === 0) this.#expectPdu();
    else if (this.#pduLeft < 6) throw new ProtocolError(6, 'stray bytes at the end of a PDU');
    else void this.#expect(6, (pdv) => this.#pdvHeader(pdv));
  }

  #answer(command: Command, status: number, comment?: string): void {
    this.#command = undefined;
    this.#socket.write(commandPdus(this.#contextId, response(command, status, comment), this.#peerMaxPduLength));
  }
}
