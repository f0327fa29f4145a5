import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { openDatabase, runMigrations, type Database, type DatabaseOptions } from '../../src/index.js';
import { kind, urlOf } from './config.js';

export const SECRETS_KEY = 'the key of this test run';

async function administer(statement: string): Promise<void> {
  const server = await new DataSource({ type: kind, url: urlOf('information_schema') }).initialize();
  await server.query(statement);
  await server.destroy();
}

export interface TestDatabase {
  /** With its source: a test may look behind the door. */
  readonly database: Database & DataSource;
  readonly name: string;
  readonly open: (options?: Partial<DatabaseOptions>) => Promise<Database & DataSource>;
}

/** A database of its own for a test file: made before, dropped after. */
export function useDatabase({ isMigrated = true } = {}): TestDatabase {
  const name = `switchyard_test_${randomBytes(6).toString('hex')}`;
  const opened: (Database & DataSource)[] = [];
  const open = async (options: Partial<DatabaseOptions> = {}): Promise<Database & DataSource> => {
    const database = (await openDatabase({ kind, url: urlOf(name), secretsKey: SECRETS_KEY, ...options })) as Database & DataSource;
    opened.push(database);
    return database;
  };
  beforeAll(async () => {
    await administer(`CREATE DATABASE ${name}`);
    const database = await open();
    if (isMigrated) await runMigrations(database);
  });
  afterAll(async () => {
    for (const database of opened) if (database.isInitialized) await database.destroy();
    await administer(`DROP DATABASE IF EXISTS ${name}`);
  });
  return {
    name,
    open,
    get database() {
      const [first] = opened;
      if (!first) throw new Error('the database is not open yet');
      return first;
    },
  };
}
