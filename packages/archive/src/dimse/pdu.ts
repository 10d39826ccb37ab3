/** Protocol data units of the DICOM upper layer. @see DICOM PS3.8 section 9.3 */
export const PduType = { associateRq: 1, associateAc: 2, associateRj: 3, data: 4, releaseRq: 5, releaseRp: 6, abort: 7 } as const;

export interface PresentationContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

export interface AssociateRequest {
  readonly calledAeTitle: string;
  readonly callingAeTitle: string;
  readonly applicationContext: string;
  readonly presentationContexts: readonly PresentationContext[];
  /** Largest P-DATA-TF that the peer takes; 0 is no limit. */
  readonly maxPduLength: number;
}

/** What was agreed for one presentation context; `transferSyntax` only where accepted. */
export interface PresentationResult {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly result: 'accepted' | 'abstract-syntax-not-supported' | 'transfer-syntaxes-not-supported';
  readonly transferSyntax: string;
}

const RESULT_CODE = { accepted: 0, 'abstract-syntax-not-supported': 3, 'transfer-syntaxes-not-supported': 4 } as const;

/** Why an association is refused: source and reason of A-ASSOCIATE-RJ. @see PS3.8 table 9-21 */
export const RejectReason = {
  applicationContextNotSupported: [1, 2],
  callingAeTitleNotRecognized: [1, 3],
  calledAeTitleNotRecognized: [1, 7],
  protocolVersionNotSupported: [2, 2],
  temporaryCongestion: [3, 1],
  localLimitExceeded: [3, 2],
} as const satisfies Record<string, readonly [number, number]>;
export type RejectReason = keyof typeof RejectReason;

/** Reads the body of an A-ASSOCIATE-RQ. @throws RangeError when it is cut short */
export function parseAssociateRequest(body: Buffer): AssociateRequest {
  let applicationContext = '';
  let maxPduLength = 0;
  const presentationContexts: PresentationContext[] = [];
  for (const item of items(body, 68)) {
    if (item.type === 0x10) applicationContext = uid(item.value);
    else if (item.type === 0x20) presentationContexts.push(parsePresentationContext(item.value));
    else if (item.type === 0x50) for (const sub of items(item.value, 0)) if (sub.type === 0x51) maxPduLength = sub.value.readUInt32BE(0);
  }
  return {
    calledAeTitle: body.toString('latin1', 4, 20).trim(),
    callingAeTitle: body.toString('latin1', 20, 36).trim(),
    applicationContext,
    presentationContexts,
    maxPduLength,
  };
}

function parsePresentationContext(value: Buffer): PresentationContext {
  let abstractSyntax = '';
  const transferSyntaxes: string[] = [];
  for (const item of items(value, 4)) {
    if (item.type === 0x30) abstractSyntax = uid(item.value);
    else if (item.type === 0x40) transferSyntaxes.push(uid(item.value));
  }
  return { id: value.readUInt8(0), abstractSyntax, transferSyntaxes };
}

const uid = (value: Buffer): string => value.toString('latin1').replace(/[\0 ]+$/, '');

function* items(buffer: Buffer, start: number): Generator<{ type: number; value: Buffer }> {
  for (let at = start; at + 4 <= buffer.length; ) {
    const end = at + 4 + buffer.readUInt16BE(at + 2);
    if (end > buffer.length)
      throw new RangeError(`item 0x${buffer.readUInt8(at).toString(16)} ends ${end - buffer.length} bytes behind its PDU`);
    yield { type: buffer.readUInt8(at), value: buffer.subarray(at + 4, end) };
    at = end;
  }
}

const item = (type: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
};

const pdu = (type: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(6);
  head.writeUInt8(type, 0);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
};

export interface AssociateAcceptance {
  readonly calledAeTitle: string;
  readonly callingAeTitle: string;
  readonly applicationContext: string;
  readonly results: readonly PresentationResult[];
  readonly maxPduLength: number;
  readonly implementationClassUid: string;
  readonly implementationVersionName: string;
}

export function associateAccept(acceptance: AssociateAcceptance): Buffer {
  const head = Buffer.alloc(68);
  head.writeUInt16BE(1, 0);
  head.write(acceptance.calledAeTitle.padEnd(16), 4, 'latin1');
  head.write(acceptance.callingAeTitle.padEnd(16), 20, 'latin1');
  const contexts = acceptance.results.map(({ id, result, transferSyntax }) =>
    item(0x21, Buffer.concat([Buffer.from([id, 0, RESULT_CODE[result], 0]), item(0x40, Buffer.from(transferSyntax, 'latin1'))])),
  );
  const maxLength = Buffer.alloc(4);
  maxLength.writeUInt32BE(acceptance.maxPduLength);
  const user = Buffer.concat([
    item(0x51, maxLength),
    item(0x52, Buffer.from(acceptance.implementationClassUid, 'latin1')),
    item(0x55, Buffer.from(acceptance.implementationVersionName, 'latin1')),
  ]);
  return pdu(
    PduType.associateAc,
    Buffer.concat([head, item(0x10, Buffer.from(acceptance.applicationContext, 'latin1')), ...contexts, item(0x50, user)]),
  );
}

export function associateReject(reason: RejectReason): Buffer {
  const [source, code] = RejectReason[reason];
  const transient = reason === 'temporaryCongestion' || reason === 'localLimitExceeded';
  return pdu(PduType.associateRj, Buffer.from([0, transient ? 2 : 1, source, code]));
}

export const releaseResponse = (): Buffer => pdu(PduType.releaseRp, Buffer.alloc(4));

/** A-ABORT by the provider; reasons: 0 none, 1 unrecognized PDU, 2 unexpected PDU, 5 unexpected parameter, 6 invalid parameter. */
export const abort = (reason: 0 | 1 | 2 | 5 | 6): Buffer => pdu(PduType.abort, Buffer.from([0, 0, 2, reason]));

/** Wraps a command set into P-DATA-TF PDUs that the peer is ready to take. */
export function commandPdus(contextId: number, command: Buffer, maxPduLength: number): Buffer {
  const room = maxPduLength === 0 ? command.length : Math.max(1, maxPduLength - 6);
  const parts: Buffer[] = [];
  for (let at = 0; at < command.length; at += room) {
    const fragment = command.subarray(at, at + room);
    const head = Buffer.alloc(6);
    head.writeUInt32BE(fragment.length + 2, 0);
    head.writeUInt8(contextId, 4);
    head.writeUInt8(at + room >= command.length ? 3 : 1, 5); // command, last fragment
    parts.push(pdu(PduType.data, Buffer.concat([head, fragment])));
  }
  return Buffer.concat(parts);
}
