import { DicomError } from './errors.ts';
import { DICTIONARY } from './generated/dictionary.ts';

const vrs = new Map<string, string>();
const tags = new Map<string, string>();
for (const line of DICTIONARY.split('\n')) {
  if (line === '') continue;
  const keyword = line.slice(12);
  vrs.set(line.slice(0, 8), line.slice(9, 11));
  // A keyword may stand twice (a retired element of the same name): the first one, of the current standard, holds.
  if (!tags.has(keyword)) tags.set(keyword, line.slice(0, 8));
}

const TAG = /^[0-9A-F]{8}$/;

/** The tag, as eight upper-case hexadecimal digits, of a tag or a keyword such as `PatientID`. @throws DicomError `invalid-value` */
export function tagOf(tagOrKeyword: string): string {
  const tag = tags.get(tagOrKeyword);
  if (tag !== undefined) return tag;
  if (TAG.test(tagOrKeyword)) return tagOrKeyword;
  throw new DicomError('invalid-value', `"${tagOrKeyword}" is neither a DICOM keyword nor a tag of eight upper-case hexadecimal digits`);
}

/** The VR of a tag by the standard's dictionary; `xs` stands for US or SS by Pixel Representation; `UN` where it does not say. */
export function vrOf(tag: string): string {
  const vr = vrs.get(tag);
  if (vr !== undefined) return vr;
  if (tag.endsWith('0000')) return 'UL'; // group length
  if (isPrivate(tag)) return tag.slice(4, 6) === '00' ? 'LO' : 'UN'; // (gggg,00xx) reserves a block for its creator
  const repeating = tag.slice(0, 2);
  if (repeating === '60' || repeating === '50') return vrs.get(`${repeating}00${tag.slice(4)}`) ?? REPEATING[tag.slice(4)] ?? 'UN';
  return 'UN';
}

/** Overlays (60xx,eeee), which the dictionary lists as a range. */
const REPEATING: Readonly<Record<string, string>> = {
  '0010': 'US',
  '0011': 'US',
  '0015': 'IS',
  '0022': 'LO',
  '0040': 'CS',
  '0045': 'LO',
  '0050': 'SS',
  '0051': 'US',
  '0100': 'US',
  '0102': 'US',
  '1500': 'LO',
  '3000': 'OW',
};

export const isPrivate = (tag: string): boolean => '13579BDF'.includes(tag.charAt(3));
