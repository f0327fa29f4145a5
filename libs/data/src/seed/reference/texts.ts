import { PORTAL_LANGUAGES, type PortalLanguage, type Texts } from '@switchyard/model';

/** One text per portal language. */
export const textsOf = (of: (language: PortalLanguage) => string): Texts =>
  Object.fromEntries(PORTAL_LANGUAGES.map((language) => [language, of(language)])) as Texts;

/** The same in the order en, es, ca, it, eu. */
export const texts = (en: string, es: string, ca: string, it: string, eu: string): Texts => ({ en, es, ca, it, eu });

/** How a thing of ICU is called in every portal language; its code where ICU has no name. */
export function displayNames(type: 'region' | 'currency' | 'language'): (code: string) => Texts {
  const names = new Map(PORTAL_LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type, fallback: 'code' })]));
  return (code) => textsOf((language) => names.get(language)?.of(code) ?? code);
}
