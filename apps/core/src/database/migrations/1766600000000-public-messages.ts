import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands in public is compared with its source, since whoever posted it may delete it there. */
export class PublicMessages1766600000000 implements MigrationInterface {
  name = 'PublicMessages1766600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create index message_published on message (account_id, id) where audience = 'public' and direction = 'inbound'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index message_published');
  }
}
