import type { MigrationInterface, QueryRunner } from 'typeorm';

// Written by `npm run migration:write` from the field tables; the same text for MySQL and MariaDB.

const UP: readonly string[] = [];

const DOWN: readonly string[] = [];

/** What the users proxy needs: aliases, dispatch over sets of application servers, messages, bans. */
export class Phones1763760000000 implements MigrationInterface {
  readonly name = 'Phones1763760000000';

  up = (runner: QueryRunner): Promise<void> => unchecked(runner, UP);
  down = (runner: QueryRunner): Promise<void> => unchecked(runner, DOWN);
}

/** Tables may name tables that come later, so foreign keys are not checked before all statements have run. */
async function unchecked(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  await runner.query('SET SESSION foreign_key_checks = 0');
  try {
    for (const statement of statements) await runner.query(statement);
  } finally {
    await runner.query('SET SESSION foreign_key_checks = 1');
  }
}
