import { LEVELS } from '@switchyard/kernel';
import { fieldsAt, RESOURCES, resources, type AnyResource } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { columnsOf, defaultSort } from './columns.js';

const keys = (resource: AnyResource, level: (typeof LEVELS)[number]): string[] => columnsOf(resource, level).map(({ key }) => key);
const call = RESOURCES.billableCall as AnyResource;

describe('columnsOf', () => {
  it('takes the fields marked for lists, in the order of the table', () => {
    expect(keys(RESOURCES.carrier as AnyResource, 'brand')).toEqual(['name', 'status', 'balance']);
  });

  it('shows cost and carrier to a brand, and to no client or user', () => {
    expect(keys(call, 'brand')).toEqual(expect.arrayContaining(['price', 'cost', 'carrierName', 'clientId']));
    expect(keys(call, 'client')).toContain('price');
    expect(keys(call, 'user')).not.toContain('price');
    for (const level of ['client', 'user'] as const) {
      for (const hidden of ['cost', 'carrierName', 'carrierId']) expect(keys(call, level)).not.toContain(hidden);
    }
  });

  it('says whose a row is where the caller sees several tenants', () => {
    const client = RESOURCES.client as AnyResource;
    expect(keys(client, 'platform')).toContain('brandId');
    expect(keys(client, 'brand')).not.toContain('brandId');
    expect(keys(RESOURCES.ddi as AnyResource, 'client')).not.toContain('clientId');
  });

  it('puts numbers and amounts to the right', () => {
    const aligned = Object.fromEntries(columnsOf(call, 'brand').map(({ key, align }) => [key, align]));
    expect(aligned).toMatchObject({ price: 'end', durationSec: 'end', callee: 'start', startedAt: 'start' });
  });

  it.each(resources.flatMap((resource) => LEVELS.map((level) => [resource.name, level, resource] as const)))(
    'shows of %s at %s only what the level may read, and sorts by it',
    (_name, level, resource) => {
      const readable = new Set(['id', ...fieldsAt(resource, level, 'read').map(([key]) => key)]);
      for (const key of keys(resource, level)) expect(readable).toContain(key);
      expect(readable).toContain(defaultSort(resource, level).replace('-', ''));
    },
  );
});

describe('defaultSort', () => {
  it.each([
    ['billableCall', '-startedAt'],
    ['balanceMovement', '-createdAt'],
    ['carrier', 'name'],
    ['destinationRate', 'id'],
    ['bannedAddress', '-lastBannedAt'],
  ] as const)('opens %s by %s', (name, sort) => {
    expect(defaultSort(RESOURCES[name] as AnyResource, 'brand')).toBe(sort);
  });
});
