import { hash } from 'node:crypto';
import type { Language } from './language.ts';
import { PAGE_STYLE } from './page-style.ts';

/** Submits the only form of a page. */
export const SUBMIT_SCRIPT = 'document.forms[0].submit()';

const source = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** Nothing may load, run or frame these pages but their own style, and one line of script on the sign-out page. */
export const PAGE_POLICY = `default-src 'none'; style-src ${source(PAGE_STYLE)}; script-src ${source(SUBMIT_SCRIPT)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** HTML that is safe to stand in a page; made by {@link html} only. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const fragment = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(fragment).join('');
  if (value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
};

/** A template in which every value is escaped unless it is {@link Html} itself. */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Html =>
  new Html(strings.reduce((text, part, i) => text + fragment(values[i - 1]) + part));

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Names the consortium in the bar. */
  readonly place?: string | undefined;
  /** Text of the banner that says all data are simulated. */
  readonly simulated?: { readonly title: string; readonly detail: string } | undefined;
  /** Where the same page is in the other language. */
  readonly otherLanguage?: string | undefined;
  readonly wide?: boolean;
  readonly content: Html;
}

/** A whole page in the frame of the workbench: banner, bar, one sheet of paper. */
export function renderPage(page: Page): string {
  const other = page.language === 'zh' ? { code: 'en', name: 'English' } : { code: 'zh-CN', name: '中文' };
  return html`<!doctype html>
<html lang="${page.language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${page.title} · Consilium</title><style>${new Html(PAGE_STYLE)}</style></head>
<body>${page.simulated && html`<p class="sim" role="note"><b>${page.simulated.title}</b>${page.simulated.detail}</p>`}
<header class="bar"><b>Consilium</b>${page.place && html`<span>${page.place}</span>`}${
    page.otherLanguage && html`<a href="${page.otherLanguage}" lang="${other.code}" hreflang="${other.code}">${other.name}</a>`
  }</header>
<main${page.wide && html` class="wide"`}>${page.content}</main>
</body></html>`.text;
}
