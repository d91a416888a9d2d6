import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  listened_post_waiting: `listened_post (account_group_id, message_id) where state = 'waiting'`,
  topic_open: `topic (account_group_id, id) where state = 'open'`,
  public_post_said_to_us: `public_post (account_group_id, posted_at) include (message_id) where said`,
  message_public_topic: `message (topic_id) include (id) where audience = 'public' and direction = 'inbound'`,
};

/** A post that was only found, and that nobody saw to, was not said to us: it does not count as what is said in an hour. */
const said = `
alter table public_post add column if not exists said boolean not null default true;
update public_post p set said = false from listened_post l join message m on m.id = l.message_id
where p.message_id = l.message_id and m.topic_id is null and p.said`;

/** What waits on the board, found without a look at what was handled. */
export class WhatWaits1768200100000 implements MigrationInterface {
  name = 'WhatWaits1768200100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(said);
    for (const [name, on] of Object.entries(indexes))
      await runner.query(`create index concurrently if not exists ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table public_post drop column if exists said');
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
  }
}
