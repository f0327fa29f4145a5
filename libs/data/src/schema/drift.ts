import { type Database, sourceOf } from '../database.js';

/**
 * The statements that would make the database equal to the field tables; empty when they agree. Whoever changes a field
 * table writes a migration until this is empty on MySQL and on MariaDB.
 */
export async function schemaDrift(dataSource: Database): Promise<readonly string[]> {
  const { upQueries } = await sourceOf(dataSource).driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
