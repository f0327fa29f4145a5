import { PORTAL_LANGUAGES, type Texts } from '@switchyard/model';
import { displayNames } from './texts.js';

export interface CurrencySeed {
  readonly code: string;
  readonly symbol: string;
  readonly name: Texts;
}
const symbolOf = (code: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? code;

/** The currencies of ISO 4217 that are in use. */
export function currencySeeds(): readonly CurrencySeed[] {
  const nameOf = displayNames('currency');
  return Intl.supportedValuesOf('currency').map((code) => ({ code, symbol: symbolOf(code), name: nameOf(code) }));
}

/** Languages of the portals by code. */
export function languageSeeds(): readonly { readonly code: string; readonly name: Texts }[] {
  const nameOf = displayNames('language');
  return PORTAL_LANGUAGES.map((code) => ({ code, name: nameOf(code) }));
}

/** Every time zone of the tz database by name, with the country it is of where it is of one. */
export function timeZoneSeeds(countryCodes: readonly string[]): readonly { readonly name: string; readonly country: string | null }[] {
  const countryOf = new Map<string, string>();
  for (const code of countryCodes)
    for (const zone of (new Intl.Locale('und', { region: code }) as { readonly timeZones?: readonly string[] }).timeZones ?? [])
      if (!countryOf.has(zone)) countryOf.set(zone, code);
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((name) => ({ name, country: countryOf.get(name) ?? null }));
}
