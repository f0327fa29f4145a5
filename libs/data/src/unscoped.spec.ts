import type { RequestContext } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import type { Repository } from './index.js';
import type { Database } from './index.js';

/** Never run: `tsc` refuses this file when one of these lines compiles, or one of the last does not. */
const doors = async (database: Database, carriers: Repository<'carrier'>, ctx: RequestContext): Promise<unknown> => [
  // @ts-expect-error a query that nobody is answerable for
  await database.query('SELECT * FROM client'),
  // @ts-expect-error rows of every tenant
  await database.manager.find('client'),
  // @ts-expect-error rows of every tenant
  await database.getRepository('client').find(),
  // @ts-expect-error rows of every tenant
  await database.createQueryBuilder().from('client', 't').getMany(),
  // @ts-expect-error a connection is as good as a query
  database.createQueryRunner(),
  // @ts-expect-error whose carriers?
  await carriers.list(),
  // @ts-expect-error whose carrier?
  await carriers.get(1),
  // @ts-expect-error a client without its brand is no scope
  await carriers.list({ ...ctx, scope: { level: 'client', clientId: 1 } }),
  // @ts-expect-error a brand without its id is no scope
  await carriers.list({ ...ctx, scope: { level: 'brand' } }),
  await carriers.list(ctx),
  await carriers.list({ ...ctx, scope: { level: 'brand', brandId: 1 } }),
];

describe('an unscoped query', () => {
  it('does not compile', () => {
    expect(doors).toBeTypeOf('function');
  });
});
