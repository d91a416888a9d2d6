import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that leave at a time of their own (docs/decisions/0053-send-later.md). */
export class SendLater1769640000000 implements MigrationInterface {
  name = 'SendLater1769640000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whose words its author saw when it was scheduled, and which came just before: what commits later may have come earlier.
    await runner.query(
      `alter table draft add column seen_identity_ids uuid[] not null default '{}', add column seen_ids uuid[] not null default '{}'`,
    );
    // Nothing is looked for by the anchor.
    await runner.query('drop index draft_anchor');
    await runner.query(
      `alter table draft add constraint draft_scheduled check (state <> 'scheduled' or (send_at is not null and reply is not null and seen is not null))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table draft drop constraint draft_scheduled`);
    await runner.query(
      `create index draft_anchor on draft (anchor_identity_id) where state in ('open', 'scheduled')`,
    );
    await runner.query('alter table draft drop column seen_identity_ids, drop column seen_ids');
  }
}
