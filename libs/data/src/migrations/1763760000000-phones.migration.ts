import type { MigrationInterface, QueryRunner } from 'typeorm';

// Written by `npm run migration:write` from the field tables; the same text for MySQL and MariaDB.

const UP: readonly string[] = [
  `CREATE TABLE presence_switch (
    id int NOT NULL AUTO_INCREMENT,
    scope varchar(32) NOT NULL DEFAULT 'everything',
    target varchar(255) NOT NULL DEFAULT '',
    enabled tinyint NOT NULL DEFAULT 0,
    UNIQUE INDEX uq_presence_switch_scope_target (scope, target),
    INDEX ix_presence_switch_target (target),
    PRIMARY KEY (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  `CREATE TABLE alias (
    id int NOT NULL AUTO_INCREMENT,
    brand_id int NOT NULL,
    client_id int NOT NULL,
    name varchar(64) NOT NULL,
    target_type varchar(32) NOT NULL DEFAULT 'terminal',
    terminal_id int NULL,
    friend_id int NULL,
    residential_device_id int NULL,
    retail_account_id int NULL,
    description varchar(500) NOT NULL DEFAULT '',
    UNIQUE INDEX uq_alias_name (client_id, name),
    INDEX ix_alias_brand_id_name (brand_id, name),
    PRIMARY KEY (id),
    CONSTRAINT fk_alias_brand_id FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_alias_client_id FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_alias_terminal_id FOREIGN KEY (terminal_id) REFERENCES terminal(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_alias_friend_id FOREIGN KEY (friend_id) REFERENCES friend(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_alias_residential_device_id FOREIGN KEY (residential_device_id) REFERENCES residential_device(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_alias_retail_account_id FOREIGN KEY (retail_account_id) REFERENCES retail_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  `CREATE TABLE presence_list (
    id int NOT NULL AUTO_INCREMENT,
    brand_id int NOT NULL,
    client_id int NOT NULL,
    name varchar(64) NOT NULL,
    description varchar(255) NOT NULL DEFAULT '',
    everyone tinyint NOT NULL DEFAULT 0,
    UNIQUE INDEX uq_presence_list_client_id_name (client_id, name),
    INDEX ix_presence_list_brand_id_name (brand_id, name),
    PRIMARY KEY (id),
    CONSTRAINT fk_presence_list_brand_id FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_presence_list_client_id FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE NO ACTION ON UPDATE NO ACTION
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  `CREATE TABLE presence_rule (
    id int NOT NULL AUTO_INCREMENT,
    brand_id int NOT NULL,
    client_id int NOT NULL,
    name varchar(100) NOT NULL,
    priority int NOT NULL DEFAULT '1',
    allow tinyint NOT NULL DEFAULT 0,
    UNIQUE INDEX uq_presence_rule_name (client_id, name),
    UNIQUE INDEX uq_presence_rule_client_id_priority (client_id, priority),
    INDEX ix_presence_rule_brand_id_name (brand_id, name),
    PRIMARY KEY (id),
    CONSTRAINT fk_presence_rule_brand_id FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_presence_rule_client_id FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE NO ACTION ON UPDATE NO ACTION
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
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
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead',
    ADD send_pai tinyint NOT NULL DEFAULT 0`,
  `ALTER TABLE residential_device
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead',
    ADD send_pai tinyint NOT NULL DEFAULT 0`,
  `ALTER TABLE retail_account
    ADD ha1_sha512 varchar(64) NULL,
    ADD certificate_fingerprint varchar(64) NULL,
    ADD certificate_policy varchar(32) NOT NULL DEFAULT 'instead',
    ADD send_pai tinyint NOT NULL DEFAULT 0`,
  `ALTER TABLE ddi_provider
    ADD trust_pai tinyint NOT NULL DEFAULT 1`,
  `ALTER TABLE call_leg
    ADD anonymous tinyint NOT NULL DEFAULT 0,
    ADD withheld_caller varchar(64) NULL`,
  `ALTER TABLE billable_call
    ADD anonymous tinyint NOT NULL DEFAULT 0,
    ADD withheld_caller varchar(64) NULL`,
  `ALTER TABLE billable_call_historic
    ADD anonymous tinyint NOT NULL DEFAULT 0,
    ADD withheld_caller varchar(64) NULL`,
  `ALTER TABLE client
    CHANGE distribute_method distribute_method varchar(32) NOT NULL DEFAULT 'set'`,
];

const DOWN: readonly string[] = [
  `ALTER TABLE client
    CHANGE distribute_method distribute_method varchar(32) COLLATE "utf8mb4_unicode_ci" NOT NULL DEFAULT 'hash'`,
  `ALTER TABLE billable_call_historic
    DROP COLUMN withheld_caller,
    DROP COLUMN anonymous`,
  `ALTER TABLE billable_call
    DROP COLUMN withheld_caller,
    DROP COLUMN anonymous`,
  `ALTER TABLE call_leg
    DROP COLUMN withheld_caller,
    DROP COLUMN anonymous`,
  `ALTER TABLE ddi_provider
    DROP COLUMN trust_pai`,
  `ALTER TABLE retail_account
    DROP COLUMN send_pai,
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE residential_device
    DROP COLUMN send_pai,
    DROP COLUMN certificate_policy,
    DROP COLUMN certificate_fingerprint,
    DROP COLUMN ha1_sha512`,
  `ALTER TABLE friend
    DROP COLUMN send_pai,
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
  'DROP TABLE presence_rule',
  'DROP TABLE presence_list',
  'DROP TABLE alias',
  'DROP TABLE presence_switch',
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
