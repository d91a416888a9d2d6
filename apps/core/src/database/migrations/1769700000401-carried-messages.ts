import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which message of ours forwards another one, or says it again to another address (docs/decisions/0089-forwarded-and-resent.md). */
export class CarriedMessages1769700000401 implements MigrationInterface {
  name = 'CarriedMessages1769700000401';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table carried_message (
        message_id uuid primary key,
        origin_id uuid not null,
        kind text not null check (kind in ('forward', 'resend')))`);
    await runner.query('create index carried_message_origin on carried_message (origin_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists carried_message');
  }
}
