import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { maskColour } from './board/mask-colour.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)].map(([, name, value]) => [name as string, value as string]));

/** @see WCAG 2.2, relative luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [colourA, colourB] = [tokens.get(a), tokens.get(b)];
  if (!colourA || !colourB) throw new Error(`tokens.css has no ${colourA ? b : a}`);
  const [light, dark] = [luminance(colourA), luminance(colourB)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['surface', 'page', 'sunken', 'accent-weak', 'pencil-wash', 'pencil-current']],
  ['ink-2', ['surface', 'page', 'sunken', 'accent-weak']],
  ['ink-3', ['surface', 'page', 'sunken', 'accent-weak']],
  ['accent', ['surface', 'page', 'sunken', 'accent-weak']],
  ['pencil', ['surface', 'pencil-wash', 'pencil-current', 'accent-weak']],
  ['on-accent', ['accent', 'accent-hover', 'urgent']],
  ['urgent', ['urgent-weak', 'surface']],
  ['soon', ['soon-weak']],
  ['note', ['note-weak', 'surface']],
  ['d-ink', ['d-page', 'd-surface', 'd-raised']],
  ['d-ink-2', ['d-page', 'd-surface']],
  ['d-ink-3', ['d-page', 'd-surface', 'd-raised']],
  ['d-accent', ['d-page', 'd-surface']],
];

test.each(TEXT.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))('text in %s reads on %s', (text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test.each([
  ['line-strong', 'surface'],
  ['accent', 'surface'],
  ['d-accent', 'd-page'],
])('edges in %s are seen on %s', (edge, ground) => {
  expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
});

test('the mask colours of the canvas are those of the tokens', () => {
  for (let segment = 1; segment <= 8; segment++) expect(maskColour(segment)).toBe(tokens.get(`m${segment}`));
});
