import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0110-exports-of-a-person.md. */
export class FencedPrivacyJobs1769700000622 implements MigrationInterface {
  name = 'FencedPrivacyJobs1769700000622';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table privacy_job
        -- Of whoever took it last: nobody else says how far it is, or that it ended.
        add column if not exists beat_token uuid,
        add column if not exists tries integer not null default 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table privacy_job drop column beat_token, drop column tries');
  }
}
