import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a network calls each of our accounts for good, as its own words there say: what one of them says is heard by the others
 * (docs/decisions/0109-our-own-words-at-other-accounts.md).
 */
export class AccountsAtNetworks1769700000595 implements MigrationInterface {
  name = 'AccountsAtNetworks1769700000595';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column own_key text');
    await runner.query(`
      with said as (
        select distinct on (m.account_id) m.account_id, i.key
        from message m join identity i on i.id = m.author_identity_id and i.kind = m.channel
        where m.direction = 'outbound' and m.class = 'human' and m.proof = 'proven'
        order by m.account_id, m.sort_at desc, m.id desc),
      learned as (
        update account a set own_key = said.key from said where said.account_id = a.id returning a.channel, a.own_key)
      update identity i set ours = true from learned l where i.kind = l.channel and i.key = l.own_key and not i.ours`);
    await runner.query(
      'create index account_own_key on account (channel, own_key) where own_key is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index account_own_key');
    await runner.query('alter table account drop column own_key');
  }
}
