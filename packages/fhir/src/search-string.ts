/**
 * A text as string search compares it: compatibility forms unified (NFKC), lower case, without diacritics, white space single.
 * Han characters stay as they are. Use it for values and for queries. @see FHIR R4 search.html#string
 */
export function normaliseString(text: string): string {
  // plain ASCII, by far the most, needs no tables
  if (/^[\u0020-\u007e]*$/.test(text)) return (text.includes('  ') ? text.replace(/ +/g, ' ') : text).trim().toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
