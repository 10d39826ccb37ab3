import { BYTES_FRAME, HEADER_BYTES, JSON_FRAME } from './protocol.ts';

export interface Frame {
  readonly kind: typeof JSON_FRAME | typeof BYTES_FRAME;
  readonly payload: Buffer;
}

/** What one child may send in all, so that a hostile one cannot fill the platform's memory. */
export const LIMITS = { jsonBytes: 16 * 2 ** 20, binaryBytes: 256 * 2 ** 20, messages: 20_000 };

/** Cuts a child's output into frames; throws when it breaks the protocol or passes a limit. */
export class FrameReader {
  #pending: Buffer[] = [];
  #length = 0;
  #total = 0;
  #messages = 0;

  *push(chunk: Buffer): Generator<Frame> {
    this.#pending.push(chunk);
    this.#length += chunk.length;
    this.#total += chunk.length;
    if (this.#total > LIMITS.binaryBytes + LIMITS.jsonBytes)
      throw new Error(`sent more than ${(LIMITS.binaryBytes + LIMITS.jsonBytes) / 2 ** 20} MB`);
    for (;;) {
      if (this.#length < HEADER_BYTES) return;
      const header = this.#peek(HEADER_BYTES);
      const kind = header[0];
      const size = header.readUInt32LE(1);
      if (kind !== JSON_FRAME && kind !== BYTES_FRAME) throw new Error('wrote to the result channel by itself');
      if (size > (kind === JSON_FRAME ? LIMITS.jsonBytes : LIMITS.binaryBytes))
        throw new Error(`sent one message of ${Math.round(size / 2 ** 20)} MB`);
      if (this.#length < HEADER_BYTES + size) return;
      if (++this.#messages > LIMITS.messages) throw new Error(`sent more than ${LIMITS.messages} messages`);
      const whole = this.#peek(HEADER_BYTES + size);
      const rest = this.#pending[0]?.subarray(HEADER_BYTES + size) ?? Buffer.alloc(0);
      this.#pending[0] = rest;
      this.#length -= HEADER_BYTES + size;
      yield { kind, payload: whole.subarray(HEADER_BYTES) };
    }
  }

  /** The first bytes in one buffer; joins what has arrived only when they span several pieces. */
  #peek(bytes: number): Buffer {
    if ((this.#pending[0]?.length ?? 0) < bytes) this.#pending = [Buffer.concat(this.#pending)];
    return (this.#pending[0] ?? Buffer.alloc(0)).subarray(0, bytes);
  }
}
