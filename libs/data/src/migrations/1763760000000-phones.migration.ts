import type { MigrationInterface, QueryRunner } from 'typeorm';

// Written by `npm run migration:write` from the field tables; the same text for MySQL and MariaDB.

const UP: readonly string[] = [
  `ALTER TABLE application_server
    ADD weight int NOT NULL DEFAULT '1',
    ADD draining tinyint NOT NULL DEFAULT 0`,
  `ALTER TABLE proxy_user
    ADD mode varchar(32) NOT NULL DEFAULT 'serve',
    ADD weight int NOT NULL DEFAULT '1'`,
  `ALTER TABLE banned_address
    ADD banned_until datetime(3) NULL`,
  `ALTER TABLE terminal
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead'`,
  `ALTER TABLE friend
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead'`,
  `ALTER TABLE residential_device
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead'`,
  `ALTER TABLE retail_account
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead'`,
  `ALTER TABLE client
    CHANGE distribute_method distribute_method varchar(32) NOT NULL DEFAULT 'set'`,
];

const DOWN: readonly string[] = [
  `ALTER TABLE client
    CHANGE distribute_method distribute_method varchar(32) COLLATE "utf8mb4_unicode_ci" NOT NULL DEFAULT 'hash'`,
  `ALTER TABLE retail_account
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE residential_device
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE friend
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE terminal
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE banned_address
    DROP COLUMN banned_until`,
  `ALTER TABLE proxy_user
    DROP COLUMN weight,
    DROP COLUMN mode`,
  `ALTER TABLE application_server
    DROP COLUMN draining,
    DROP COLUMN weight`,
];

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
