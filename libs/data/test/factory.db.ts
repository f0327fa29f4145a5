import { RESOURCES, type ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceOf } from './support/factory.js';
import { useDatabase } from './support/test-database.js';
import { makeWholeWorld, ownTypeOf, type WholeWorld } from './support/whole-world.js';

describe('the factory of rows', () => {
  const test = useDatabase();
  let world: WholeWorld;
  beforeAll(async () => {
    world = await makeWholeWorld(test.database);
  }, 180_000);

  it.each(Object.keys(RESOURCES) as ResourceName[])('has a row of %s in each of two mirrored brands', (name) => {
    const idOf = (at: 0 | 1): number | undefined => {
      const brand = world.brands[at];
      const { scope } = resourceOf(name);
      if (scope.brand === undefined) return world.platform.rows[name];
      return scope.client === undefined ? brand.rows[name] : brand.places[ownTypeOf(name)].rows[name];
    };
    expect(idOf(0)).toBeGreaterThan(0);
    if (resourceOf(name).scope.brand !== undefined) expect(idOf(1)).not.toBe(idOf(0));
  });
});
