import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import enAdministration from '../locales/en/administration.json' with { type: 'json' };
import enCommon from '../locales/en/common.json' with { type: 'json' };
import enServices from '../locales/en/services.json' with { type: 'json' };
import enStudy from '../locales/en/study.json' with { type: 'json' };
import enWorklist from '../locales/en/worklist.json' with { type: 'json' };
import zhAdministration from '../locales/zh/administration.json' with { type: 'json' };
import zhCommon from '../locales/zh/common.json' with { type: 'json' };
import zhServices from '../locales/zh/services.json' with { type: 'json' };
import zhStudy from '../locales/zh/study.json' with { type: 'json' };
import zhWorklist from '../locales/zh/worklist.json' with { type: 'json' };

export type Language = 'zh' | 'en';
const STORAGE_KEY = 'consilium.language';

/** Chinese, unless this browser chose English before. */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

export function setLanguage(next: Language): void {
  localStorage.setItem(STORAGE_KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(next);
}

export function startLanguage(): void {
  const chosen: Language = localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh';
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  void i18next.use(initReactI18next).init({
    lng: chosen,
    fallbackLng: 'zh',
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: {
      zh: { common: zhCommon, worklist: zhWorklist, study: zhStudy, services: zhServices, administration: zhAdministration },
      en: { common: enCommon, worklist: enWorklist, study: enStudy, services: enServices, administration: enAdministration },
    },
  });
}
