import { expect, test } from 'vitest';
import { relatedParts } from './multipart.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (part: Uint8Array | undefined) => new TextDecoder().decode(part);

test('parts come out byte for byte, line breaks in them included', () => {
  const body = bytes('--b\r\nContent-Type: application/dicom\r\n\r\nDICM\r\n\r\n-\r\n--b\r\nContent-Type: x\r\n\r\nsecond\r\n--b--\r\n');
  const parts = relatedParts('multipart/related; type="application/dicom"; boundary=b', body);
  expect(parts.map(text)).toEqual(['DICM\r\n\r\n-', 'second']);
});

test('a quoted boundary and a preamble are understood', () => {
  const [part] = relatedParts('multipart/related; boundary="x-y"', bytes('preamble\r\n--x-y\r\n\r\nbody\r\n--x-y--'));
  expect(text(part)).toBe('body');
});

test('a bare DICOM answer is one part, a cut one gives none', () => {
  expect(relatedParts('application/dicom', bytes('DICM'))).toHaveLength(1);
  expect(relatedParts('multipart/related; boundary=b', bytes('--b\r\n\r\ncut off'))).toEqual([]);
});
