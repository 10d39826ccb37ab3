/** Decodes text by Specific Character Set (0008,0005). @see PS3.5 section 6.1, PS3.3 section C.12.1.1.2 */

const decoders = new Map<string, TextDecoder>();
function decode(label: string, bytes: Uint8Array): string {
  let decoder = decoders.get(label);
  if (!decoder) {
    decoder = new TextDecoder(label);
    decoders.set(label, decoder);
  }
  return decoder.decode(bytes);
}

/** Defined term, with `ISO 2022 IR` written as `ISO_IR`, to the label of the WHATWG encoding. */
const LABELS: Readonly<Record<string, string>> = {
  '': 'ascii',
  'ISO_IR 6': 'ascii',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 87': 'euc-jp',
  'ISO_IR 159': 'euc-jp',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gbk',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

type CodeElement = { readonly label: string; readonly kind: 'single' | 'g0-double' | 'g0-double-212' | 'g1-double' };
/** What an escape sequence (the bytes after ESC) puts into G0 (bytes below 0x80) or G1 (above). @see PS3.3 tables C.12-3 and C.12-4 */
const ESCAPES: readonly (readonly [sequence: string, area: 'g0' | 'g1', element: CodeElement])[] = [
  ['(B', 'g0', { label: 'ascii', kind: 'single' }],
  ['(J', 'g0', { label: 'shift_jis', kind: 'single' }],
  [')I', 'g1', { label: 'shift_jis', kind: 'single' }],
  ['$B', 'g0', { label: 'euc-jp', kind: 'g0-double' }],
  ['$@', 'g0', { label: 'euc-jp', kind: 'g0-double' }],
  ['$(D', 'g0', { label: 'euc-jp', kind: 'g0-double-212' }],
  ['$)C', 'g1', { label: 'euc-kr', kind: 'g1-double' }],
  ['$)A', 'g1', { label: 'gbk', kind: 'g1-double' }],
  ['-A', 'g1', { label: 'iso-8859-1', kind: 'single' }],
  ['-B', 'g1', { label: 'iso-8859-2', kind: 'single' }],
  ['-C', 'g1', { label: 'iso-8859-3', kind: 'single' }],
  ['-D', 'g1', { label: 'iso-8859-4', kind: 'single' }],
  ['-L', 'g1', { label: 'iso-8859-5', kind: 'single' }],
  ['-G', 'g1', { label: 'iso-8859-6', kind: 'single' }],
  ['-F', 'g1', { label: 'iso-8859-7', kind: 'single' }],
  ['-H', 'g1', { label: 'iso-8859-8', kind: 'single' }],
  ['-M', 'g1', { label: 'windows-1254', kind: 'single' }],
  ['-b', 'g1', { label: 'iso-8859-15', kind: 'single' }],
  ['-T', 'g1', { label: 'windows-874', kind: 'single' }],
];
const ESCAPE = 0x1b;

/** Turns bytes into text. Never throws: what cannot be decoded becomes U+FFFD. */
export type Decode = (bytes: Uint8Array) => string;

const chunk = 4096;
/** Text of bytes of which none is above 0x7f, or undefined: most text in DICOM is ASCII, and this way is the quickest. */
export function asciiText(bytes: Uint8Array): string | undefined {
  for (let index = 0; index < bytes.length; index++) if (bytes[index]! > 0x7f || bytes[index] === ESCAPE) return undefined;
  if (bytes.length <= chunk) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let start = 0; start < bytes.length; start += chunk)
    text += String.fromCharCode.apply(null, bytes.subarray(start, start + chunk) as unknown as number[]);
  return text;
}

/**
 * The decoder for the values of Specific Character Set.
 *
 * Without a character set the standard allows ASCII only. What stands there nevertheless (hospital systems that leave the
 * element out) is read as UTF-8 where it is valid UTF-8, then as GB18030, then as Latin-1.
 */
export function decoderOf(characterSets: readonly string[]): Decode {
  const terms = characterSets.map((term) =>
    term
      .trim()
      .toUpperCase()
      .replace(/^ISO 2022 IR/, 'ISO_IR'),
  );
  const first = LABELS[terms[0] ?? ''];
  if (terms.length > 1) {
    const initial = first === undefined || first === 'ascii' ? 'ascii' : first;
    return (bytes) =>
      asciiText(bytes) ??
      decodeExtended(
        bytes,
        initial,
        terms.map((term) => LABELS[term] ?? 'ascii'),
      );
  }
  if (first === undefined || first === 'ascii')
    return (bytes) => asciiText(bytes) ?? (bytes.includes(ESCAPE) ? decodeExtended(bytes, 'ascii', []) : guess(bytes));
  if (first === 'euc-kr' || first === 'gbk' || first === 'euc-jp') {
    // One value only, yet of code extensions: the escape sequences may or may not be there.
    return (bytes) => asciiText(bytes) ?? (bytes.includes(ESCAPE) ? decodeExtended(bytes, 'ascii', [first]) : decode(first, bytes));
  }
  return (bytes) =>
    asciiText(bytes) ?? (bytes.includes(ESCAPE) && first !== 'utf-8' ? decodeExtended(bytes, first, [first]) : decode(first, bytes));
}

function guess(bytes: Uint8Array): string {
  for (const label of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // not this one: the next is tried
    }
  }
  return decode('iso-8859-1', bytes);
}

/** ISO/IEC 2022 code extensions: escape sequences switch G0 and G1 within a value. */
function decodeExtended(bytes: Uint8Array, initial: string, declared: readonly string[]): string {
  // Some writers leave out the escape to the second character set: bytes above 0x7f are then read in it.
  const fallback = initial !== 'ascii' ? initial : (declared.find((label) => label === 'euc-kr' || label === 'gbk') ?? 'iso-8859-1');
  let g0: CodeElement = { label: initial === 'shift_jis' ? 'shift_jis' : 'ascii', kind: 'single' };
  let g1: CodeElement = { label: fallback, kind: fallback === 'euc-kr' || fallback === 'gbk' ? 'g1-double' : 'single' };
  let text = '';
  let position = 0;
  while (position < bytes.length) {
    if (bytes[position] === ESCAPE) {
      const rest = String.fromCharCode(...bytes.subarray(position + 1, position + 4));
      const switched = ESCAPES.find(([sequence]) => rest.startsWith(sequence));
      if (!switched) {
        position += 1;
        continue;
      }
      if (switched[1] === 'g0') g0 = switched[2];
      else g1 = switched[2];
      position += 1 + switched[0].length;
      continue;
    }
    const high = bytes[position]! > 0x7f;
    let end = position;
    while (end < bytes.length && bytes[end] !== ESCAPE && bytes[end]! > 0x7f === high) end++;
    const run = bytes.subarray(position, end);
    text += high ? decode(g1.label, run) : decodeG0(g0, run);
    position = end;
  }
  return text;
}

function decodeG0(element: CodeElement, run: Uint8Array): string {
  if (element.kind === 'single') return asciiText(run) ?? '';
  const wide: number[] = [];
  let text = '';
  for (let index = 0; index < run.length; ) {
    if (run[index]! <= 0x20 || index + 1 >= run.length) {
      // A control character or a space stands for itself, also inside a double-byte run.
      text += decode(element.label, Uint8Array.from(wide.splice(0))) + String.fromCharCode(run[index]!);
      index += 1;
      continue;
    }
    if (element.kind === 'g0-double-212') wide.push(0x8f);
    wide.push(run[index]! | 0x80, run[index + 1]! | 0x80);
    index += 2;
  }
  return text + decode(element.label, Uint8Array.from(wide));
}
