/** A number with its unit, or a range of numbers with theirs, must not break across lines. */
const MEASURE = /(?:[约≥≤<>±−-]\s?)?\d+(?:[.,]\d+)*(?:\s?[–×~]\s?\d+(?:\.\d+)?)*(?:\s?(?:mL|mm³|mm|cm|%|s|voxels))?/g;

/** Cuts a text into stretches that may break and measures that may not; joined again they are the text. */
export function measures(text: string): { readonly text: string; readonly whole: boolean }[] {
  const parts: { text: string; whole: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(MEASURE)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), whole: false });
    parts.push({ text: match[0], whole: /[\s–×]/.test(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), whole: false });
  return parts;
}
