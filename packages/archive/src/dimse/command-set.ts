/** Elements of a DIMSE command set. @see DICOM PS3.7 annex E */
const Element = {
  affectedSopClassUid: 0x0002,
  commandField: 0x0100,
  messageId: 0x0110,
  messageIdBeingRespondedTo: 0x0120,
  dataSetType: 0x0800,
  status: 0x0900,
  errorComment: 0x0902,
  affectedSopInstanceUid: 0x1000,
} as const;

export const CommandField = { storeRq: 0x0001, storeRsp: 0x8001, echoRq: 0x0030, echoRsp: 0x8030 } as const;

/** Statuses that this archive answers. @see PS3.4 table B.2-1, PS3.7 annex C */
export const Status = {
  success: 0x0000,
  /** Stored with another content under the same SOP Instance UID; the copy just sent waits for a person's decision. */
  heldForDecision: 0xc111,
  notAuthorized: 0x0124,
  unrecognizedOperation: 0x0211,
  outOfResources: 0xa700,
  dataSetDoesNotMatchSopClass: 0xa900,
  cannotUnderstand: 0xc000,
} as const;

const NO_DATA_SET = 0x0101;

export interface Command {
  readonly commandField: number;
  readonly messageId: number;
  readonly hasDataSet: boolean;
  readonly affectedSopClassUid: string;
  readonly affectedSopInstanceUid: string;
}

/** Reads a command set: Implicit VR Little Endian, group 0000. @throws RangeError when it is cut short */
export function parseCommand(bytes: Buffer): Command {
  const values = new Map<number, Buffer>();
  for (let at = 0; at + 8 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    if (end > bytes.length) throw new RangeError('the command set ends inside an element');
    if (bytes.readUInt16LE(at) === 0) values.set(bytes.readUInt16LE(at + 2), bytes.subarray(at + 8, end));
    at = end;
  }
  const number = (element: number): number => values.get(element)?.readUInt16LE(0) ?? 0;
  const uid = (element: number): string => (values.get(element)?.toString('latin1') ?? '').replace(/[\0 ]+$/, '');
  return {
    commandField: number(Element.commandField),
    messageId: number(Element.messageId),
    hasDataSet: number(Element.dataSetType) !== NO_DATA_SET,
    affectedSopClassUid: uid(Element.affectedSopClassUid),
    affectedSopInstanceUid: uid(Element.affectedSopInstanceUid),
  };
}

/** The answer to a command; `comment` is cut to the 64 characters of an LO. */
export function response(command: Command, status: number, comment?: string): Buffer {
  const elements: Buffer[] = [];
  if (command.affectedSopClassUid) elements.push(text(Element.affectedSopClassUid, command.affectedSopClassUid, '\0'));
  elements.push(short(Element.commandField, command.commandField | 0x8000));
  elements.push(short(Element.messageIdBeingRespondedTo, command.messageId));
  elements.push(short(Element.dataSetType, NO_DATA_SET));
  elements.push(short(Element.status, status));
  if (comment) elements.push(text(Element.errorComment, comment.replace(/[^ -~]|\\/g, '?').slice(0, 64), ' '));
  if (command.affectedSopInstanceUid) elements.push(text(Element.affectedSopInstanceUid, command.affectedSopInstanceUid, '\0'));
  const body = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([element(0x0000, length), body]);
}

function element(number: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(number, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}

function short(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return element(number, bytes);
}

const text = (number: number, value: string, padding: string): Buffer =>
  element(number, Buffer.from(value.length % 2 ? value + padding : value, 'latin1'));
