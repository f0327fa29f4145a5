import type { Country, Texts } from '@switchyard/model';
import isoCountries from 'i18n-iso-countries';
import { isSupportedCountry, Metadata, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { displayNames } from './texts.js';

type Continent = Country['continent'];
/** ISO 3166 says nothing of continents; the United Nations' M49 does. */
const CONTINENTS: Readonly<Record<Continent, string>> = {
  africa:
    'DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW IO KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW',
  antarctica: 'AQ BV GS HM TF',
  asia: 'AF AM AZ BH BD BT BN KH CN CC CX CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE',
  europe:
    'AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG HU IS IE IM IT JE XK LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB VA',
  'north-america':
    'AI AG AW BS BB BZ BM BQ VG CA KY CR CU CW DM DO SV GL GD GP GT HT HN JM MQ MX MS NI PA PR BL KN LC MF PM VC SX TT TC US VI',
  oceania: 'AS AU CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF',
  'south-america': 'AR BO BR CL CO EC FK GF GY PY PE SR UY VE',
};
const CONTINENT_OF = new Map(
  Object.entries(CONTINENTS).flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name as Continent])),
);

/** Without numbers of their own: served by the network of another country. */
const SERVED_BY: Readonly<Record<string, CountryCode>> = { AQ: 'NF', BV: 'NO', GS: 'FK', HM: 'NF', PN: 'NZ', TF: 'RE', UM: 'US' };

/** One country in the numbering plan, from the metadata of libphonenumber. */
export interface CountryPlan {
  readonly code: string;
  readonly name: Texts;
  readonly continent: Continent;
  readonly callingCode: string;
  readonly prefix: string;
  readonly internationalPrefix: string;
  readonly trunkPrefix: string;
  readonly nationalLength: number;
}

/** What of the metadata is used; its published types leave some of it out. */
interface Plan {
  readonly callingCode: () => string;
  readonly IDDPrefix: () => string | undefined;
  readonly defaultIDDPrefix: () => string | 0 | undefined;
  readonly nationalPrefix: () => string | 0 | undefined;
  readonly possibleLengths: () => readonly number[];
  readonly leadingDigits: () => string | 0 | undefined;
}
function planOf(country: CountryCode): Plan {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return metadata.numberingPlan as unknown as Plan;
}

const MAX_LEADING = 5;
/** The shortest digits that are those of the country: the beginning of its example number if that has them, else the lowest. */
function leadingOf(pattern: string, example: string): string {
  const whole = new RegExp(`^(?:${pattern})$`);
  for (let length = 1; length <= MAX_LEADING; length++) if (whole.test(example.slice(0, length))) return example.slice(0, length);
  for (let length = 1; length <= MAX_LEADING; length++)
    for (let number = 0; number < 10 ** length; number++) {
      const digits = String(number).padStart(length, '0');
      if (whole.test(digits)) return digits;
    }
  return '';
}

/** `00`, `011`, `810`: the digits that stand for +, without the carrier selection some countries put between. */
function internationalPrefixOf(plan: Plan): string {
  const digits = (plan.defaultIDDPrefix() || /^\d*/.exec(plan.IDDPrefix() ?? '')?.[0] || '').replace(/\D/g, '');
  return digits.length < 2 ? '00' : digits.slice(0, 5);
}

function countryOf(code: string, nameOf: (code: string) => Texts, mains: ReadonlyMap<string, string>): CountryPlan {
  const served = isSupportedCountry(code) ? code : SERVED_BY[code];
  const continent = CONTINENT_OF.get(code);
  if (served === undefined || continent === undefined) throw new Error(`country ${code} has no numbering plan or no continent`);
  const plan = planOf(served);
  const leading = plan.leadingDigits();
  const example = examples[served] ?? '';
  const isMain = mains.get(plan.callingCode()) === served;
  const callingCode = `+${plan.callingCode()}`;
  return {
    code,
    name: nameOf(code),
    continent,
    callingCode,
    prefix: leading && !isMain ? callingCode + leadingOf(leading, example) : callingCode,
    internationalPrefix: internationalPrefixOf(plan),
    trunkPrefix: (plan.nationalPrefix() || '').slice(0, 5),
    nationalLength: Math.min(14, Math.max(4, example.length || (plan.possibleLengths().at(-1) ?? 9))),
  };
}

/** The country that a shared calling code is first of all: the one whose numbers need no leading digits to be told. */
const MAINS = new Map([
  ['1', 'US'],
  ['7', 'RU'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['47', 'NO'],
  ['61', 'AU'],
  ['212', 'MA'],
  ['262', 'RE'],
  ['290', 'SH'],
  ['358', 'FI'],
  ['590', 'GP'],
  ['599', 'CW'],
]);

/** 250 countries: ISO 3166 and Kosovo. */
export function countryPlans(): readonly CountryPlan[] {
  const nameOf = displayNames('region');
  return Object.keys(isoCountries.getAlpha2Codes())
    .sort()
    .map((code) => countryOf(code, nameOf, MAINS));
}
