import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'assigned', 'mentioned', 'news', 'promise', 'failed', 'ok'`;

/** Admins are told of a webhook that was stopped; it stands in no thread. */
export class NoticesOfWebhooks1769700000713 implements MigrationInterface {
  name = 'NoticesOfWebhooks1769700000713';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notice alter anchor_identity_id drop not null, drop constraint notice_kind_check,
        add constraint notice_kind_check check (kind in (${kinds}, 'webhook')),
        add constraint notice_of_thread check ((anchor_identity_id is null) = (kind = 'webhook'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from notice where kind = 'webhook'`);
    await runner.query(`
      alter table notice alter anchor_identity_id set not null, drop constraint notice_of_thread, drop constraint notice_kind_check,
        add constraint notice_kind_check check (kind in (${kinds}))`);
  }
}
