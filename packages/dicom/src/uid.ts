import { sha256 } from '@noble/hashes/sha2.js';

/**
 * A UID made from a seed: the same seed gives the same UID, in every process. `2.25.` and the decimal of a 128-bit UUID of
 * version 8 taken from the SHA-256 of the seed. @see PS3.5 section B.2, RFC 9562 section 5.8
 */
export function uidFromUuid(seed: string): string {
  const digest = sha256(new TextEncoder().encode(seed)).subarray(0, 16);
  let number = 0n;
  digest.forEach((byte, index) => {
    const fixed = index === 6 ? (byte & 0x0f) | 0x80 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    number = (number << 8n) | BigInt(fixed);
  });
  return `2.25.${number}`;
}

/** Of the standard: digits and single points, no leading zero, at most 64 characters. @see PS3.5 section 9.1 */
export const isUid = (text: string): boolean => text.length <= 64 && /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/.test(text);

/** Identifies this implementation in the file meta header. */
export const IMPLEMENTATION_CLASS_UID = uidFromUuid('consilium.implementation');
export const IMPLEMENTATION_VERSION_NAME = 'CONSILIUM_0_1';
