import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { AssociationService, StoreRequest } from './association.ts';
import { abort, PduType } from './pdu.ts';
import { listenForAssociations, type UpperLayer } from './upper-layer.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const IMPLICIT = '1.2.840.10008.1.2';

/** Keeps what it is given in memory and tells what happened. */
function recordingService(events: string[], received: Buffer[]): AssociationService {
  return {
    admit: async ({ callingAeTitle }) => (callingAeTitle === 'STRANGER' ? 'callingAeTitleNotRecognized' : undefined),
    negotiate: ({ id, abstractSyntax, transferSyntaxes }) => ({
      id,
      abstractSyntax,
      result: 'accepted',
      transferSyntax: transferSyntaxes[0] ?? '',
    }),
    store: (request: StoreRequest) => {
      const parts: Buffer[] = [];
      return {
        write: (fragment) => {
          parts.push(Buffer.from(fragment));
          return undefined;
        },
        finish: async () => {
          received.push(Buffer.concat(parts));
          events.push(`stored ${request.sopInstanceUid} ${request.transferSyntaxUid}`);
          return { status: 0 };
        },
        discard: async () => {
          events.push(`discarded after ${Buffer.concat(parts).length}`);
        },
      };
    },
    ended: async () => {
      events.push('ended');
    },
  };
}

const item = (type: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([type, 0, value.length >> 8, value.length & 255]), value]);
const pdu = (type: number, body: Buffer): Buffer => {
  const head = Buffer.from([type, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
};
function associateRequest(calling: string): Buffer {
  const head = Buffer.alloc(68);
  head.writeUInt16BE(1);
  head.write('CONSILIUM'.padEnd(16) + calling.padEnd(16), 4, 'latin1');
  const context = item(0x20, Buffer.concat([Buffer.from([1, 0, 0, 0]), item(0x30, Buffer.from(CT)), item(0x40, Buffer.from(IMPLICIT))]));
  const user = item(0x50, item(0x51, Buffer.from([0, 0, 0x40, 0])));
  return pdu(PduType.associateRq, Buffer.concat([head, item(0x10, Buffer.from('1.2.840.10008.3.1.1.1')), context, user]));
}
function command(elements: readonly [number, Buffer][]): Buffer {
  return Buffer.concat(
    elements.map(([element, value]) => {
      const head = Buffer.alloc(8);
      head.writeUInt16LE(element, 2);
      head.writeUInt32LE(value.length, 4);
      return Buffer.concat([head, value]);
    }),
  );
}
const short = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const storeRequest = command([
  [0x0002, Buffer.from(`${CT}\0`)],
  [0x0100, short(1)],
  [0x0110, short(7)],
  [0x0800, short(0)],
  [0x1000, Buffer.from('1.2.3.44')],
]);
const pdv = (control: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(6);
  head.writeUInt32BE(value.length + 2);
  head.writeUInt8(1, 4);
  head.writeUInt8(control, 5);
  return Buffer.concat([head, value]);
};

async function bytesUntil(socket: Socket, enough: (bytes: Buffer) => boolean): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    if (enough(bytes)) break;
  }
  return bytes;
}

describe('the DICOM upper layer', () => {
  let layer: UpperLayer | undefined;
  const events: string[] = [];
  const received: Buffer[] = [];
  const listen = async (maxAssociations = 4): Promise<number> => {
    events.length = 0;
    received.length = 0;
    layer = await listenForAssociations({
      host: '127.0.0.1',
      port: 0,
      maxAssociations,
      maxPduLength: 1 << 16,
      idleMs: 5_000,
      implementationClassUid: '1.2.3',
      implementationVersionName: 'TEST',
      service: () => recordingService(events, received),
    });
    return layer.port;
  };
  const open = async (calling = 'CT1'): Promise<{ socket: Socket; answer: Buffer }> => {
    const socket = connect(layer?.port ?? 0, '127.0.0.1');
    socket.write(associateRequest(calling));
    return { socket, answer: await bytesUntil(socket, (bytes) => bytes.length >= 6 && bytes.length >= 6 + bytes.readUInt32BE(2)) };
  };
  afterEach(() => layer?.close(100));

  test('gives a data set on unchanged, however its bytes are cut into PDUs, fragments and segments', async () => {
    await listen();
    const { socket, answer } = await open();
    expect(answer.readUInt8(0)).toBe(PduType.associateAc);
    const dataSet = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
    const stream = Buffer.concat([
      pdu(PduType.data, pdv(1, storeRequest.subarray(0, 20))),
      pdu(PduType.data, Buffer.concat([pdv(3, storeRequest.subarray(20)), pdv(0, dataSet.subarray(0, 1)), pdv(0, Buffer.alloc(0))])),
      pdu(PduType.data, pdv(0, dataSet.subarray(1, 4000))),
      pdu(PduType.data, Buffer.concat([pdv(0, dataSet.subarray(4000)), pdv(2, Buffer.alloc(0))])),
    ]);
    for (let at = 0; at < stream.length; at += 97) {
      socket.write(stream.subarray(at, at + 97));
      if (at % 970 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const response = await bytesUntil(socket, (bytes) => bytes.length >= 6 && bytes.length >= 6 + bytes.readUInt32BE(2));
    expect(response.indexOf(Buffer.from([0, 0, 0, 9, 2, 0, 0, 0, 0, 0]))).toBeGreaterThan(0); // (0000,0900) is 0
    expect(received[0]?.equals(dataSet)).toBe(true);
    socket.write(pdu(PduType.releaseRq, Buffer.alloc(4)));
    expect((await bytesUntil(socket, () => false)).readUInt8(0)).toBe(PduType.releaseRp);
    expect(events).toEqual([`stored 1.2.3.44 ${IMPLICIT}`, 'ended']);
  });

  test.each([
    ['an abort', (socket: Socket) => void socket.write(abort(0))],
    ['a lost connection', (socket: Socket) => void socket.destroy()],
    ['a PDU that nobody knows', (socket: Socket) => void socket.write(pdu(99, Buffer.alloc(4)))],
    ['a release before the end', (socket: Socket) => void socket.write(pdu(PduType.releaseRq, Buffer.alloc(4)))],
  ])('%s in the middle of an object discards it', async (_name, end) => {
    await listen();
    const { socket } = await open();
    socket.on('error', () => {});
    socket.write(pdu(PduType.data, Buffer.concat([pdv(3, storeRequest), pdv(0, Buffer.alloc(3000))])));
    await new Promise((resolve) => setTimeout(resolve, 50));
    end(socket);
    await expect.poll(() => events).toEqual(['discarded after 3000', 'ended']);
    expect(received).toEqual([]);
  });

  test.each([
    ['a fragment longer than its PDU', pdu(PduType.data, Buffer.from([0, 0, 1, 0, 1, 2]))],
    ['a PDU longer than agreed', Buffer.from([4, 0, 0x7f, 0, 0, 0])],
    ['a context that was not accepted', pdu(PduType.data, Buffer.from([0, 0, 0, 2, 9, 3]))],
    ['a data set without command', pdu(PduType.data, pdv(2, Buffer.alloc(8)))],
    ['a command cut short', pdu(PduType.data, pdv(3, Buffer.from([0, 0, 0, 1, 99, 0, 0, 0])))],
  ])('%s is answered by an abort', async (_name, bytes) => {
    await listen();
    const { socket } = await open();
    socket.write(bytes);
    expect((await bytesUntil(socket, () => false)).readUInt8(0)).toBe(PduType.abort);
  });

  test('an unknown calling AE title is rejected with that reason', async () => {
    await listen();
    const { answer } = await open('STRANGER');
    expect([...answer]).toEqual([3, 0, 0, 0, 0, 4, 0, 1, 1, 3]);
  });

  test('one association more than the limit is told to come later', async () => {
    await listen(1);
    await open();
    const { answer } = await open();
    expect([...answer]).toEqual([3, 0, 0, 0, 0, 4, 0, 2, 3, 2]);
  });

  test('garbage instead of an association is answered by an abort', async () => {
    const port = await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    expect((await bytesUntil(socket, () => false)).readUInt8(0)).toBe(PduType.abort);
  });
});
