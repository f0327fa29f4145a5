import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest movement of a client says its balance: found by index, in the order of ids. */
export class NewestMovement1763710000000 implements MigrationInterface {
  readonly name = 'NewestMovement1763710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_balance_movement_client_id_id ON balance_movement (client_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_balance_movement_client_id_id ON balance_movement');
  }
}
