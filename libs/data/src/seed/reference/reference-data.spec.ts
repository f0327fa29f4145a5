import {
  NOTIFICATION_PLACEHOLDERS,
  NOTIFICATION_TYPES,
  PORTAL_LANGUAGES,
  PROVISIONING_PLACEHOLDERS,
  readTemplate,
  renderTemplate,
  RESOURCES,
  SERVICES,
  templateFault,
  type Texts,
} from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { countryPlans } from './countries.js';
import { notificationText } from './notification-texts.js';
import { PHONE_MODELS } from './phone-models.js';
import { SERVICE_SEEDS } from './services.js';
import { currencySeeds, languageSeeds, timeZoneSeeds } from './world.js';

const plans = countryPlans();
const isWhole = (texts: Texts, max: number) =>
  PORTAL_LANGUAGES.every((key) => texts[key] !== undefined && String(texts[key]).length <= max);

describe('reference data', () => {
  it('has 250 countries, each named differently in every language, with its place in the numbering plan', () => {
    expect(plans).toHaveLength(250);
    for (const language of PORTAL_LANGUAGES) expect(new Set(plans.map(({ name }) => name[language])).size, language).toBe(250);
    for (const plan of plans) {
      expect(isWhole(plan.name, 100), plan.code).toBe(true);
      expect(plan.prefix.startsWith(plan.callingCode), plan.code).toBe(true);
      expect(plan, plan.code).toMatchObject({
        prefix: expect.stringMatching(/^\+[1-9]\d{0,8}$/),
        internationalPrefix: expect.stringMatching(/^\d{2,5}$/),
        trunkPrefix: expect.stringMatching(/^\d{0,5}$/),
      });
      expect(plan.nationalLength).toBeGreaterThanOrEqual(4);
    }
    expect(new Set(plans.map(({ continent }) => continent)).size).toBe(7);
  });

  it.each([
    ['ES', 'europe', '+34', '+34', '00', '', 9],
    ['GB', 'europe', '+44', '+44', '00', '0', 10],
    ['DE', 'europe', '+49', '+49', '00', '0', 11],
    ['HU', 'europe', '+36', '+36', '00', '06', 9],
    ['US', 'north-america', '+1', '+1', '011', '1', 10],
    ['BS', 'north-america', '+1', '+1242', '011', '1', 10],
    ['DO', 'north-america', '+1', '+1809', '011', '1', 10],
    ['KZ', 'asia', '+7', '+77', '810', '8', 10],
    ['JP', 'asia', '+81', '+81', '010', '0', 10],
    ['AU', 'oceania', '+61', '+61', '0011', '0', 9],
    ['VA', 'europe', '+39', '+3906698', '00', '', 10],
    ['AQ', 'antarctica', '+672', '+672', '00', '', 6],
    ['XK', 'europe', '+383', '+383', '00', '0', 8],
  ])('knows %s', (code, continent, callingCode, prefix, internationalPrefix, trunkPrefix, nationalLength) => {
    expect(plans.find((plan) => plan.code === code)).toMatchObject({
      continent,
      callingCode,
      prefix,
      internationalPrefix,
      trunkPrefix,
      nationalLength,
    });
  });

  it('has the time zones, currencies and languages of the world', () => {
    const zones = timeZoneSeeds(plans.map(({ code }) => code));
    expect(zones.length).toBeGreaterThan(400);
    expect(zones).toContainEqual({ name: 'Europe/Madrid', country: 'ES' });
    expect(zones).toContainEqual({ name: 'UTC', country: null });
    expect(currencySeeds()).toContainEqual(
      expect.objectContaining({ code: 'EUR', symbol: '€', name: expect.objectContaining({ en: 'Euro' }) }),
    );
    expect(languageSeeds().map(({ code }) => code)).toEqual(['en', 'es', 'ca', 'it', 'eu']);
  });

  it('has the 15 services with a code each, in every language', () => {
    expect(SERVICE_SEEDS.map(({ kind }) => kind)).toEqual(SERVICES);
    expect(new Set(SERVICE_SEEDS.map(({ defaultCode }) => defaultCode)).size).toBe(15);
    for (const { name, description } of SERVICE_SEEDS) expect(isWhole(name, 100) && isWhole(description, 255)).toBe(true);
  });

  it.each(NOTIFICATION_TYPES)('words the message %s in every language with what it knows', (type) => {
    for (const language of PORTAL_LANGUAGES) {
      const { subject, body } = notificationText(type, language);
      expect(templateFault(subject, NOTIFICATION_PLACEHOLDERS[type])).toBeUndefined();
      expect(templateFault(body, NOTIFICATION_PLACEHOLDERS[type])).toBeUndefined();
      expect(subject.length).toBeLessThanOrEqual(255);
    }
  });

  it('has 20 phone models and more, each with an address and templates of its own', () => {
    expect(PHONE_MODELS.length).toBeGreaterThanOrEqual(20);
    const addresses = PHONE_MODELS.flatMap(({ genericUrlPattern }) => genericUrlPattern ?? []);
    expect(new Set(addresses).size).toBe(addresses.length);
    const pattern = new RegExp(`^(?:${RESOURCES.terminalModel.fields.specificUrlPattern.pattern})$`);
    for (const { name, genericTemplate, specificTemplate, genericUrlPattern, specificUrlPattern } of PHONE_MODELS.slice(1)) {
      for (const template of [genericTemplate, specificTemplate])
        expect(templateFault(template ?? '', PROVISIONING_PLACEHOLDERS), name).toBeUndefined();
      for (const address of [genericUrlPattern, specificUrlPattern]) expect(address).toMatch(pattern);
      expect(specificUrlPattern?.split('{mac}')).toHaveLength(2);
    }
  });

  it.each(PHONE_MODELS.filter(({ specificTemplate }) => specificTemplate !== null))(
    'gives $name its account, and its survival device where it has one',
    (model) => {
      const read = readTemplate(model.specificTemplate ?? '');
      if (!read.ok) throw new Error(read.error.rule);
      const account = { name: 'alice', password: 'Se<cret', domain: 'a.example', displayName: 'Alice', voicemailCode: '*93', srtp: false };
      const view = { mac: '001122aabbcc', account, proxy: { host: 'sip.example', port: 5060, transport: 'udp' } };
      const text = renderTemplate(read.value, view, 'xml');
      for (const part of ['alice', 'Se&lt;cret', 'a.example', 'sip.example']) expect(text).toContain(part);
      expect(text).not.toContain('{{');
      expect(text).not.toContain('survival.example');
      expect(renderTemplate(read.value, { ...view, survival: { host: 'survival.example', port: 5060 } }, 'xml')).toContain(
        'survival.example',
      );
    },
  );
});
