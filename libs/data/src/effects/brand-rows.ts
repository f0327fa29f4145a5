import { NOTIFICATION_OF, type Country, type Texts } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { findRows } from '../repository/stored-row.js';
import type { Effect, EffectWrite } from './effect.js';

/** What is needed to give a brand its first rows. */
export type BrandRows = Pick<EffectWrite, 'manager' | 'insert' | 'insertMany' | 'update'>;

const GROUP_NAMES: Readonly<Record<Country['continent'], string>> = {
  africa: 'Africa',
  antarctica: 'Antarctica',
  asia: 'Asia',
  europe: 'Europe',
  'north-america': 'North America',
  oceania: 'Oceania',
  'south-america': 'South America',
};

/** One pattern per country and one group per continent, as far as the platform knows countries. */
async function addPatterns({ manager, insert, insertMany }: BrandRows, brandId: number): Promise<void> {
  const countries = await findRows(manager, 'country', {});
  if (countries.length === 0) return;
  const nameOf = (row: Readonly<Record<string, unknown>>): string => (row['name'] as Texts).en;
  await insertMany(
    'routingPattern',
    countries.map((row) => ({ brandId, name: nameOf(row), names: row['name'], prefix: row['prefix'] })),
  );
  const patterns = new Map((await findRows(manager, 'routingPattern', { brandId })).map((row) => [row['name'], row.id]));
  for (const [continent, name] of Object.entries(GROUP_NAMES)) {
    const ids = countries.flatMap((row) => (row['continent'] === continent ? [patterns.get(nameOf(row)) ?? 0] : []));
    await insert('routingPatternGroup', { brandId, name, routingPatternIds: ids });
  }
}

async function addServices({ manager, insertMany }: BrandRows, brandId: number): Promise<void> {
  const services = await findRows(manager, 'service', {});
  await insertMany(
    'brandService',
    services.map((row) => ({ brandId, serviceId: row.id, code: row['defaultCode'] })),
  );
}

/** Copies of the platform's messages in all languages, which the brand may word as it likes, chosen as its own defaults. */
async function addTemplates({ manager, insertMany, update }: BrandRows, brandId: number): Promise<void> {
  const originals = await findRows(manager, 'notificationTemplate', { brandId: null });
  if (originals.length === 0) return;
  await insertMany(
    'notificationTemplate',
    originals.map((row) => ({ brandId, name: row['name'], type: row['type'] })),
  );
  const copies = await findRows(manager, 'notificationTemplate', { brandId });
  const copyOf = new Map(originals.map((row) => [row.id, copies.find((copy) => copy['name'] === row['name'])?.id]));
  const contents = await findRows(manager, 'notificationTemplateContent', { brandId: null });
  await insertMany(
    'notificationTemplateContent',
    contents.map(({ id: _id, ...row }) => ({ ...row, brandId, notificationTemplateId: copyOf.get(Number(row['notificationTemplateId'])) })),
  );
  const defaults = Object.entries(NOTIFICATION_OF).flatMap(([field, type]) => {
    const copy = copies.find((row) => row['type'] === type);
    return field === 'accessCredentialsNotificationId' || !copy ? [] : [[field, copy.id] as const];
  });
  await update('brand', brandId, Object.fromEntries(defaults));
}

/** True when a brand has had its first rows. */
export const hasBrandRows = async (manager: EntityManager, brandId: number): Promise<boolean> =>
  (await manager.getRepository('brandService').countBy({ brandId })) > 0;

/** IV-5: what a brand starts with, copied from the reference data of the platform. */
export async function addBrandRows(write: BrandRows, brandId: number): Promise<void> {
  await addPatterns(write, brandId);
  await addServices(write, brandId);
  await addTemplates(write, brandId);
}

export const brandRows: Effect = {
  name: 'brand-rows',
  on: ['brand'],
  after: 'create',
  run: (write) => addBrandRows(write, write.id),
};
