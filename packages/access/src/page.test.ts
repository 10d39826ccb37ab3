import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { html, PAGE_POLICY, renderPage } from './page.ts';
import { PAGE_STYLE } from './page-style.ts';

describe('pages', () => {
  test('values are escaped, parts that are HTML are not, absent ones leave nothing', () => {
    expect(html`<b title="${'"<&>\''}">${html`<i>${['a', '<']}</i>`}${undefined}${false}${0}</b>`.text).toBe(
      '<b title="&quot;&lt;&amp;&gt;&#39;"><i>a&lt;</i>0</b>',
    );
  });

  test('the policy admits exactly the style that the page carries', () => {
    const page = renderPage({ language: 'zh', title: '登录', content: html`<p></p>` });
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    expect(style).toBe(PAGE_STYLE);
    expect(PAGE_POLICY).toContain(`style-src 'sha256-${hash('sha256', style, 'base64')}'`);
  });

  test.each([
    ['ink-3', 'surface'],
    ['ink-2', 'surface'],
    ['accent', 'surface'],
    ['accent', 'accent-weak'],
    ['ink-2', 'accent-weak'],
    ['on-accent', 'accent'],
    ['note', 'note-weak'],
  ])('%s on %s has the contrast of WCAG 2.2 AA', (text, background) => {
    expect(contrast(token(text), token(background))).toBeGreaterThanOrEqual(4.5);
  });
});

const token = (name: string): string => {
  const value = new RegExp(`--${name}:#([0-9a-f]+)`).exec(PAGE_STYLE)?.[1] ?? '';
  return value.length === 3 ? [...value].map((c) => c + c).join('') : value;
};

/** @see WCAG 2.2, relative luminance and contrast ratio */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, blue] = [0, 2, 4]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
