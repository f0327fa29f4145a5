import { NOTIFICATION_TYPES, PORTAL_LANGUAGES, type ResourceName } from '@switchyard/model';
import type { Database } from '../database.js';
import { addBrandRows, hasBrandRows } from '../effects/brand-rows.js';
import { publishChange } from '../repository/config-change.js';
import { findRows } from '../repository/stored-row.js';
import { inTransaction } from '../repository/transaction.js';
import { WriteSession } from '../repository/write-session.js';
import { seedContext } from './ensure-row.js';
import { countryPlans } from './reference/countries.js';
import { INVOICE_TEMPLATE } from './reference/invoice-template.js';
import { NOTIFICATION_NAMES, notificationText } from './reference/notification-texts.js';
import { PHONE_MODELS } from './reference/phone-models.js';
import { SERVICE_SEEDS } from './reference/services.js';
import { currencySeeds, languageSeeds, timeZoneSeeds } from './reference/world.js';

type Values = Readonly<Record<string, unknown>>;

/** The platform's rows while they are being seeded: what is there stays as people have changed it, what is missing is added. */
class ReferenceSeeder {
  added = 0;
  constructor(private readonly session: WriteSession) {}

  /** Adds the rows whose `key` no row has; answers the ids of all by key. */
  async add(name: ResourceName, key: string, rows: readonly Values[], where: Values = {}): Promise<ReadonlyMap<unknown, number>> {
    const { manager } = this.session;
    const known = async (): Promise<Map<unknown, number>> =>
      new Map((await findRows(manager, name, where)).map((row) => [row[key], row.id]));
    const before = await known();
    const missing = rows.filter((row) => !before.has(row[key]));
    if (missing.length === 0) return before;
    await this.session.insertMany(
      name,
      missing.map((row) => ({ ...row, ...where })),
    );
    this.added += missing.length;
    return known();
  }

  /** Adds the row that everybody falls back to, once. */
  async addDefault(name: ResourceName, values: Values): Promise<void> {
    if ((await findRows(this.session.manager, name, { isDefault: true })).length > 0) return;
    await this.session.insert(name, { ...values, isDefault: true });
    this.added++;
  }
}

async function addWorld(seed: ReferenceSeeder): Promise<void> {
  const plans = countryPlans();
  const countries = await seed.add(
    'country',
    'code',
    plans.map(({ code, name, callingCode, prefix, continent }) => ({ code, name, callingCode, prefix, continent })),
  );
  const zones = timeZoneSeeds(plans.map(({ code }) => code));
  await seed.add('timeZone', 'name', zones.map(({ name, country }) => ({ name, countryId: countries.get(country) ?? null }))); // prettier-ignore
  await seed.add('language', 'code', languageSeeds().map((row) => ({ ...row }))); // prettier-ignore
  await seed.add('currency', 'code', currencySeeds().map((row) => ({ ...row }))); // prettier-ignore
  await seed.add(
    'transformationRuleSet',
    'name',
    plans.map(({ code, name, callingCode, internationalPrefix, trunkPrefix, nationalLength }) => ({
      name: name.en,
      countryId: countries.get(code) ?? null,
      countryCallingCode: callingCode.slice(1),
      internationalPrefix,
      trunkPrefix,
      nationalLength,
      generateRules: true,
    })),
    { brandId: null },
  );
}

async function addMessages(seed: ReferenceSeeder, session: WriteSession): Promise<void> {
  await seed.add('invoiceTemplate', 'name', [INVOICE_TEMPLATE], { brandId: null });
  const templates = await seed.add(
    'notificationTemplate',
    'name',
    NOTIFICATION_TYPES.map((type) => ({ type, name: NOTIFICATION_NAMES[type] })),
    { brandId: null },
  );
  const contents = await findRows(session.manager, 'notificationTemplateContent', { brandId: null });
  const worded = new Set(contents.map((row) => row['notificationTemplateId']));
  for (const type of NOTIFICATION_TYPES) {
    const notificationTemplateId = templates.get(NOTIFICATION_NAMES[type]);
    if (worded.has(notificationTemplateId)) continue;
    await session.insertMany(
      'notificationTemplateContent',
      PORTAL_LANGUAGES.map((language) => ({ brandId: null, notificationTemplateId, language, ...notificationText(type, language) })),
    );
    seed.added += PORTAL_LANGUAGES.length;
  }
}

async function addPhones(seed: ReferenceSeeder): Promise<void> {
  const names = [...new Set(PHONE_MODELS.map(({ manufacturer }) => manufacturer))];
  const manufacturers = await seed.add('terminalManufacturer', 'name', names.map((name) => ({ name }))); // prettier-ignore
  await seed.add(
    'terminalModel',
    'name',
    PHONE_MODELS.map(({ manufacturer, ...model }) => ({ ...model, terminalManufacturerId: manufacturers.get(manufacturer) })),
  );
}

async function addInfrastructure(seed: ReferenceSeeder, session: WriteSession): Promise<void> {
  const servers = await findRows(session.manager, 'applicationServer', {});
  await seed.addDefault('applicationServerSet', { name: 'Default', applicationServerIds: servers.map(({ id }) => id) });
  await seed.addDefault('mediaRelaySet', { name: 'Default' });
  await seed.addDefault('proxyUser', { name: 'Main', ip: '127.0.0.1' });
  await seed.addDefault('proxyTrunk', { name: 'Main', ip: '127.0.0.1' });
}

/** Brands that are older than the reference data. */
async function addToBrands(seed: ReferenceSeeder, session: WriteSession): Promise<void> {
  const { manager } = session;
  for (const { id } of await findRows(manager, 'brand', {})) {
    if (await hasBrandRows(manager, id)) continue;
    await addBrandRows(
      {
        manager,
        insert: (name, values) => session.insert(name, values),
        insertMany: (name, rows) => session.insertMany(name, rows),
        update: (name, target, values) => session.update(name, target, values),
      },
      id,
    );
    seed.added++;
  }
}

/**
 * What every installation has: countries, time zones, languages, currencies, a transformation rule set per country, services,
 * messages in five languages, phone models, the default sets and main addresses. May be run again at any time: rows that are
 * there stay as people have changed them. Answers how many rows were added.
 */
export async function seedReferenceData(database: Database): Promise<number> {
  const { added, changes } = await inTransaction(database, async (manager) => {
    const session = await WriteSession.begin(manager, seedContext);
    const seed = new ReferenceSeeder(session);
    await addWorld(seed);
    await seed.add('service', 'kind', SERVICE_SEEDS.map((service) => ({ ...service }))); // prettier-ignore
    await addMessages(seed, session);
    await addPhones(seed);
    await addInfrastructure(seed, session);
    await addToBrands(seed, session);
    return { added: seed.added, changes: await session.finish() };
  });
  const last = changes.at(-1);
  if (last) publishChange(database, last);
  return added;
}
