/** Bodies of a `multipart/related` answer, byte for byte. @see RFC 2046, 5.1 */
export function relatedParts(contentType: string, body: Uint8Array): Uint8Array[] {
  const boundary = /boundary="?([^";,\s]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return contentType.startsWith('application/dicom') ? [body] : [];
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  const parts: Uint8Array[] = [];
  let start = indexOf(body, delimiter, 0);
  while (start >= 0) {
    const head = start + delimiter.length;
    if (body[head] === 0x2d && body[head + 1] === 0x2d) break; // the closing delimiter
    const content = indexOf(body, HEADERS_END, head);
    const end = indexOf(body, delimiter, head);
    if (content < 0 || end < 0) break;
    parts.push(body.subarray(content + HEADERS_END.length, end - 2)); // the line break belongs to the delimiter
    start = end;
  }
  return parts;
}

const HEADERS_END = new Uint8Array([0x0d, 0x0a, 0x0d, 0x0a]);

function indexOf(body: Uint8Array, sought: Uint8Array, from: number): number {
  const first = sought[0] as number;
  for (let at = body.indexOf(first, from); at >= 0; at = body.indexOf(first, at + 1)) {
    if (sought.every((byte, offset) => body[at + offset] === byte)) return at;
  }
  return -1;
}
