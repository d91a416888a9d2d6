import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What could not be read or trusted waits in each account group that it reached (docs/decisions/0021-one-message-per-group.md). */
export class QuarantineOfGroups1766700000000 implements MigrationInterface {
  name = 'QuarantineOfGroups1766700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table quarantine drop constraint quarantine_channel_external_id_key,
        add constraint quarantine_of_group unique (channel, external_id, account_group_id)`);
  }

  /** Of several items the oldest stays. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from quarantine q using quarantine before
      where before.channel = q.channel and before.external_id = q.external_id and before.id < q.id;
      alter table quarantine drop constraint quarantine_of_group,
        add constraint quarantine_channel_external_id_key unique (channel, external_id)`);
  }
}
