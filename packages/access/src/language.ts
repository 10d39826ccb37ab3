export type Language = 'zh' | 'en';

export const LANGUAGE_COOKIE = 'consilium_language';

const parse = (value: unknown): Language | undefined => {
  const first = typeof value === 'string' ? /^(zh|en)\b/i.exec(value.trim())?.[1] : undefined;
  return first?.toLowerCase() as Language | undefined;
};

/** Chinese unless somebody chose English: on this page, in the workbench (`ui_locales`), or here before. */
export function chooseLanguage(wishes: {
  readonly query?: unknown;
  readonly uiLocales?: unknown;
  readonly cookies?: string | undefined;
}): Language {
  const kept = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(zh|en)`).exec(wishes.cookies ?? '')?.[1];
  return parse(wishes.query) ?? parse(wishes.uiLocales) ?? parse(kept) ?? 'zh';
}

/** Remembers the choice for a year. */
export const languageCookie = (language: Language): string =>
  `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
