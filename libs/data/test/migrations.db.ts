import { describe, expect, it } from 'vitest';
import { revertMigration, runMigrations, schemaDrift } from '../src/index.js';
import { migrations } from '../src/migrations/index.js';
import { useDatabase } from './support/test-database.js';

const tablesOf = async (test: ReturnType<typeof useDatabase>): Promise<readonly string[]> =>
  (
    (await test.database.query('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1', [
      test.name,
    ])) as { name: string }[]
  ).map(({ name }) => name);

describe('migrations', () => {
  const test = useDatabase({ isMigrated: false });

  it('are applied once, also when several processes start at the same time', async () => {
    const others = await Promise.all([test.open(), test.open()]);
    const applied = await Promise.all([test.database, ...others].map((database) => runMigrations(database)));
    expect(applied.flatMap((result) => result.applied)).toEqual(migrations.map(({ name }) => name));
    expect(await runMigrations(test.database)).toEqual({ applied: [] });
  });

  it('make exactly the schema of the field tables', async () => {
    expect(await schemaDrift(test.database)).toEqual([]);
  });

  it.each([
    [
      'a missing column',
      'ALTER TABLE carrier DROP COLUMN max_calls',
      "ALTER TABLE carrier ADD max_calls int NOT NULL DEFAULT '0' AFTER balance",
    ],
    ['a shorter text', 'ALTER TABLE brand MODIFY name varchar(99) NOT NULL', 'ALTER TABLE brand MODIFY name varchar(100) NOT NULL'],
    [
      'a missing unique index',
      'ALTER TABLE carrier DROP INDEX uq_carrier_name, ADD INDEX x (brand_id)',
      'ALTER TABLE carrier ADD UNIQUE INDEX uq_carrier_name (brand_id, name), DROP INDEX x',
    ],
    [
      'a missing foreign key',
      'ALTER TABLE ddi DROP FOREIGN KEY fk_ddi_client_id',
      'ALTER TABLE ddi ADD CONSTRAINT fk_ddi_client_id FOREIGN KEY (client_id) REFERENCES client (id) ON DELETE NO ACTION ON UPDATE NO ACTION',
    ],
    [
      'a coarser time',
      'ALTER TABLE call_leg MODIFY started_at datetime NOT NULL',
      'ALTER TABLE call_leg MODIFY started_at datetime(3) NOT NULL',
    ],
  ])('are seen to differ by %s', async (_what, damage, repair) => {
    await test.database.query(damage);
    expect(await schemaDrift(test.database)).not.toEqual([]);
    await test.database.query(repair);
    expect(await schemaDrift(test.database)).toEqual([]);
  });

  it('can be taken back and applied again', async () => {
    for (const _migration of migrations) await revertMigration(test.database);
    expect(await tablesOf(test)).toEqual(['schema_migration']);
    await runMigrations(test.database);
    expect(await schemaDrift(test.database)).toEqual([]);
  });

  it('give every text the same collation on both databases', async () => {
    const rows = (await test.database.query(
      "SELECT DISTINCT collation_name AS collation FROM information_schema.columns WHERE table_schema = ? AND collation_name IS NOT NULL AND table_name <> 'schema_migration'",
      [test.name],
    )) as { collation: string }[];
    expect(rows).toEqual([{ collation: 'utf8mb4_unicode_ci' }]);
  });
});
