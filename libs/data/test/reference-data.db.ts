import { RESOURCES } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository, seedReferenceData } from '../src/index.js';
import { findRow, findRows, insertRow, select } from '../src/repository/stored-row.js';
import { initialRow } from '../src/schema/row-shape.js';
import { useDatabase } from './support/test-database.js';
import { system } from './support/world.js';

describe('reference data in the database', () => {
  const test = useDatabase();
  let spentMs = 0;
  beforeAll(async () => {
    // Not the time that passes: other tests run at the same time.
    const before = process.cpuUsage();
    expect(await seedReferenceData(test.database)).toBeGreaterThan(1000);
    const { user, system: kernel } = process.cpuUsage(before);
    spentMs = (user + kernel) / 1000;
  });
  const count = (name: keyof typeof RESOURCES) => select(test.database.manager, name).getCount();

  it('is whole, and quickly there', async () => {
    expect(spentMs).toBeLessThan(3000);
    expect(await count('country')).toBe(250);
    expect(await count('transformationRuleSet')).toBe(250);
    expect(await count('timeZone')).toBeGreaterThan(400);
    expect(await count('currency')).toBeGreaterThan(150);
    expect(await count('language')).toBe(5);
    expect(await count('service')).toBe(15);
    expect(await count('terminalModel')).toBeGreaterThanOrEqual(20);
    expect(await count('notificationTemplate')).toBe(10);
    expect(await count('notificationTemplateContent')).toBe(50);
    for (const name of ['applicationServerSet', 'mediaRelaySet', 'proxyUser', 'proxyTrunk'] as const) expect(await count(name)).toBe(1);
  });

  it('is not added twice, and keeps what people changed', async () => {
    const service = await findRow(test.database.manager, 'service', { kind: 'voicemail' });
    await new Repository(test.database, 'service').update(system, service?.id ?? 0, { defaultCode: '99' });
    expect(await seedReferenceData(test.database)).toBe(0);
    expect(await findRow(test.database.manager, 'service', { kind: 'voicemail' })).toMatchObject({ defaultCode: '99' });
  });

  it('comes back where it was deleted', async () => {
    const model = await findRow(test.database.manager, 'terminalModel', { name: 'Snom D785' });
    await new Repository(test.database, 'terminalModel').remove(system, model?.id ?? 0);
    expect(await seedReferenceData(test.database)).toBe(1);
  });

  it('is whole: names in five languages, sets with their country', async () => {
    const spain = await findRow(test.database.manager, 'country', { code: 'ES' });
    expect(spain).toMatchObject({
      name: { en: 'Spain', es: 'España', ca: 'Espanya', it: 'Spagna', eu: 'Espainia' },
      callingCode: '+34',
      prefix: '+34',
      continent: 'europe',
    });
    expect(await findRow(test.database.manager, 'transformationRuleSet', { countryId: spain?.id })).toMatchObject({
      brandId: null,
      name: 'Spain',
      countryCallingCode: '34',
      internationalPrefix: '00',
      nationalLength: 9,
    });
    expect((await findRows(test.database.manager, 'timeZone', { countryId: spain?.id })).map(({ name }) => name)).toContain(
      'Europe/Madrid',
    );
  });

  it('gives its first rows to a brand that is older than it', async () => {
    const values = { ...initialRow('brand'), name: 'older', domain: 'older.test' };
    const brand = { id: await insertRow(test.database.manager, 'brand', values) };
    expect(await seedReferenceData(test.database)).toBe(1);
    expect(await findRows(test.database.manager, 'brandService', { brandId: brand.id })).toHaveLength(15);
  });
});
