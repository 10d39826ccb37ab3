import { expect, test } from 'vitest';
import { chooseLanguage } from './language.ts';

test.each([
  ['nothing said', {}, 'zh'],
  ['an unknown language', { query: 'fr', uiLocales: 'fr-FR' }, 'zh'],
  ['the workbench in English', { uiLocales: 'en-GB en' }, 'en'],
  ['kept from last time', { cookies: 'a=b; consilium_language=en' }, 'en'],
  ['a cookie of another name', { cookies: 'xconsilium_language=en' }, 'zh'],
  ['this page before the workbench', { query: 'zh', uiLocales: 'en', cookies: 'consilium_language=en' }, 'zh'],
  ['a parameter given twice', { query: ['en', 'zh'] }, 'zh'],
] as const)('%s', (_name, wishes, language) => {
  expect(chooseLanguage(wishes)).toBe(language);
});
