import type { Readable } from 'node:stream';
import { ArchiveError } from '../errors.ts';

/** Told what stands in a multipart body, as it arrives. A returned promise asks to wait before more is given. */
export interface MultipartHandler {
  partBegin(headers: ReadonlyMap<string, string>): void;
  partBytes(bytes: Buffer): Promise<void> | undefined;
  partEnd(): Promise<void>;
}

const MAX_HEADER = 16 << 10;

/** The boundary of a `multipart/related` content type. @throws ArchiveError `unsupported` */
export function boundaryOf(contentType: string): string {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  const found = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\/related\b/i.test(contentType) || !found)
    throw new ArchiveError('unsupported', `Content-Type "${contentType}": send multipart/related; type="application/dicom"; boundary=…`);
  return found;
}

/**
 * Reads a multipart body without ever holding a part: what cannot be the beginning of a delimiter is handed on at once.
 * @throws ArchiveError `invalid`, `truncated` @see RFC 2046 section 5.1.1
 */
export async function readMultipart(body: Readable, boundary: string, handler: MultipartHandler): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let state = 'preamble' as 'preamble' | 'delimiter' | 'headers' | 'part' | 'epilogue';
  let rest: Buffer = Buffer.from('\r\n'); // the first delimiter may stand at the very beginning

  /** Consumes what can be decided; undefined when more bytes are needed. */
  const step = async (): Promise<boolean> => {
    switch (state) {
      case 'preamble':
      case 'part': {
        const at = rest.indexOf(delimiter);
        const safe = at >= 0 ? at : Math.max(0, rest.length - delimiter.length + 1);
        if (state === 'part' && safe > 0) {
          const written = handler.partBytes(rest.subarray(0, safe));
          if (written) await written;
        }
        rest = rest.subarray(at >= 0 ? at + delimiter.length : safe);
        if (at < 0) return false;
        if (state === 'part') await handler.partEnd();
        state = 'delimiter';
        return true;
      }
      case 'delimiter': {
        if (rest.length < 2) return false;
        if (rest[0] === 0x2d && rest[1] === 0x2d) {
          state = 'epilogue';
          return true;
        }
        const end = rest.indexOf('\r\n');
        if (end < 0) {
          if (rest.length > 256) throw new ArchiveError('invalid', 'the multipart body has a delimiter without line end');
          return false;
        }
        rest = rest.subarray(end); // the line end stays: headers may be absent
        state = 'headers';
        return true;
      }
      case 'headers': {
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) {
          if (rest.length > MAX_HEADER) throw new ArchiveError('invalid', 'the headers of a part are too long');
          return false;
        }
        const lines = rest.toString('latin1', 0, end).split('\r\n').filter(Boolean);
        rest = rest.subarray(end + 4);
        handler.partBegin(
          new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])),
        );
        state = 'part';
        return true;
      }
      case 'epilogue':
        rest = Buffer.alloc(0);
        return false;
    }
  };
  for await (const chunk of body) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    while (await step());
  }
  if (state !== 'epilogue') throw new ArchiveError('truncated', 'the multipart body ends before its last delimiter: send it again');
}
