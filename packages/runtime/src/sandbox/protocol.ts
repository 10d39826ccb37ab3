import type { Acceptance, Manifest, Text } from '@consilium/contract';

/**
 * What passes between the platform and a sandboxed child. Commands go in over standard input, one JSON a line. Messages
 * come out over descriptor 3, framed: one byte of kind (`J` or `B`), four bytes of length (little endian), the payload.
 * No file ever leaves the sandbox, so nothing in it can point elsewhere.
 */
export type Command =
  | { readonly op: 'accept'; readonly input: unknown }
  | { readonly op: 'run'; readonly input: unknown }
  | { readonly op: 'cancel' };

/** A DICOM object without its bytes, which follow in a frame `B` of their own. */
export interface DicomHeader {
  readonly sopInstanceUid: string;
  readonly modality: string;
}

export type Message =
  | { readonly kind: 'ready'; readonly manifest: Manifest }
  | { readonly kind: 'accepted'; readonly acceptance: Acceptance }
  | { readonly kind: 'progress'; readonly share: number; readonly step?: Text }
  | { readonly kind: 'result'; readonly result: unknown; readonly dicom: readonly DicomHeader[] }
  | { readonly kind: 'error'; readonly message: string; readonly stack?: string };

export const RESULT_DESCRIPTOR = 3;
export const HEADER_BYTES = 5;
export const JSON_FRAME = 0x4a;
export const BYTES_FRAME = 0x42;

export function frame(kind: typeof JSON_FRAME | typeof BYTES_FRAME, payload: Uint8Array): [Uint8Array, Uint8Array] {
  const header = new Uint8Array(HEADER_BYTES);
  header[0] = kind;
  new DataView(header.buffer).setUint32(1, payload.byteLength, true);
  return [header, payload];
}
