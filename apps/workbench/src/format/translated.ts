import type { Extension } from 'fhir/r4.js';
import type { Language } from '../language.ts';

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** A FHIR text in the language asked for, where its translation extension holds one; else as it is. */
export function translated(
  text: string | undefined,
  element: { readonly extension?: readonly Extension[] } | undefined,
  language: Language,
): string | undefined {
  if (language === 'zh') return text;
  const match = element?.extension?.find(
    ({ url, extension }) => url === TRANSLATION && extension?.some((part) => part.url === 'lang' && part.valueCode?.startsWith(language)),
  );
  const content = match?.extension?.find((part) => part.url === 'content');
  return content?.valueString ?? content?.valueMarkdown ?? text;
}

/** Name of a coded concept in the language asked for. */
export function conceptName(
  concept:
    | { text?: string; _text?: { extension?: readonly Extension[] }; coding?: readonly { display?: string; code?: string }[] }
    | undefined,
  language: Language,
): string | undefined {
  return translated(concept?.text, concept?._text, language) ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code;
}
