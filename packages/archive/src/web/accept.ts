import { ArchiveError } from '../errors.ts';

/** One media range of an Accept header; `type` is that of the parts where it is multipart/related. */
export interface MediaRange {
  readonly multipart: boolean;
  readonly type: string;
  readonly transferSyntax: string | undefined;
  readonly quality: number;
}

/** Ranges of an Accept header (and of the `accept` query parameter, which counts alike), the preferred first. @see DICOM PS3.18 section 8.7.5 */
export function parseAccept(header: string | undefined): MediaRange[] {
  if (!header?.trim()) return [{ multipart: false, type: '*/*', transferSyntax: undefined, quality: 1 }];
  return split(header, ',')
    .map((range): MediaRange => {
      const [name = '', ...rest] = split(range, ';').map((part) => part.trim());
      const parameters = new Map(
        rest.map((part) => [part.split('=')[0]?.trim().toLowerCase() ?? '', unquote(part.slice(part.indexOf('=') + 1).trim())]),
      );
      const multipart = name.toLowerCase() === 'multipart/related';
      const transferSyntax = parameters.get('transfer-syntax')?.trim() || undefined;
      const quality = Number(parameters.get('q') ?? 1);
      return {
        multipart,
        type: (multipart ? (parameters.get('type') ?? '*/*') : name).toLowerCase(),
        transferSyntax,
        quality: Number.isNaN(quality) ? 1 : quality,
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/** Splits outside of quotes. */
const split = (text: string, separator: ',' | ';'): string[] =>
  text.split(separator === ',' ? /,(?=(?:[^"]*"[^"]*")*[^"]*$)/ : /;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
const unquote = (text: string): string => (text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text);

/** Whether a media range covers a media type. */
export function covers(range: string, type: string): boolean {
  if (range === '*/*' || range === '*' || range === type) return true;
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1));
}

/** The first range that covers one of the types. @throws ArchiveError `not-acceptable`, naming what there is */
export function choose(
  header: string | undefined,
  offers: readonly string[],
  what: string,
): { readonly range: MediaRange; readonly type: string } {
  const ranges = parseAccept(header);
  for (const range of ranges) {
    const type = offers.find((offer) => covers(range.type, offer));
    if (type) return { range, type };
  }
  throw new ArchiveError('not-acceptable', `${what} can be given as ${offers.join(' or ')}, not as ${header}`);
}
