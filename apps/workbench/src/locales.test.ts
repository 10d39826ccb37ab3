import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const pages = readdirSync(join(ROOT, 'locales/zh')).sort();

const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
const read = (language: string, page: string): Map<string, string> =>
  new Map(leaves(JSON.parse(readFileSync(join(ROOT, 'locales', language, page), 'utf8'))));
/** English has a singular, Chinese has none. */
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '');
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

test('both languages have the same pages', () => {
  expect(readdirSync(join(ROOT, 'locales/en')).sort()).toEqual(pages);
});

describe.each(pages)('%s', (page) => {
  const [zh, en] = [read('zh', page), read('en', page)];

  test('no key is missing in either language', () => {
    expect([...new Set([...en.keys()].map(withoutPlural))].sort()).toEqual([...new Set([...zh.keys()].map(withoutPlural))].sort());
  });

  test('texts are there and ask for the same values', () => {
    for (const [key, text] of zh) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(en.get(key) ?? en.get(`${key}_other`) ?? ''));
    }
  });

  test('Chinese texts speak Chinese, English ones English', () => {
    for (const [key, text] of en) expect(text.replace(/中/g, ''), key).not.toMatch(/\p{Script=Han}/u);
    for (const [key, text] of zh)
      if (/[A-Za-z]{4,}/.test(text.replace(/\{\{\w+\}\}|Consilium|Enter/g, ''))) expect(text, key).toMatch(/\p{Script=Han}/u);
  });
});

test('every key that the sources name exists', () => {
  const known = new Map(pages.map((page) => [page.replace('.json', ''), new Set([...read('zh', page).keys()].map(withoutPlural))]));
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const missing = sources.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    const names = [...text.matchAll(/const \{ t(?:: (\w+))?[^}]*\} = useTranslation\((?:'(\w+)')?\)/g)].map(
      ([, alias = 't', page = 'common']) => [alias, page] as const,
    );
    return [...text.matchAll(/(?<![\w.])(t|common)\('([\w.-]+)'/g)].flatMap(([, alias, key]) => {
      const where = names.filter(([name]) => name === alias).map(([, page]) => page);
      if (where.length === 0) where.push('study', 'worklist', 'common', 'services');
      return where.some((page) => known.get(page)?.has(key as string)) ? [] : [`${file}: ${key} is not in ${where.join(', ')}`];
    });
  });
  expect(missing).toEqual([]);
});
