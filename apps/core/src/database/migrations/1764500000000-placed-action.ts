import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody looks for the placing of a message by its id: a rebuild reads the actions of a topic. Kept up for each message. */
export class PlacedAction1764500000000 implements MigrationInterface {
  name = 'PlacedAction1764500000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists action_message_id_idx');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists action_message_id_idx on action (message_id) where kind = 'placed'`,
    );
  }
}
