import type { DataSource } from 'typeorm';

/**
 * The statements that would make the database equal to the field tables; empty when they agree. Whoever changes a field
 * table writes a migration until this is empty on MySQL and on MariaDB.
 */
export async function schemaDrift(dataSource: DataSource): Promise<readonly string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
