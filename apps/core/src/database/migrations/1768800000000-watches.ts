import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- A public conversation that an agent watches, by a post of it: merges, splits and rebuilds leave messages where they are.
create table if not exists conversation_watch (
  agent_id uuid not null references agent,
  message_id uuid not null,
  began_at timestamptz not null default clock_timestamp(),
  -- What came until then was seen. Of what was taken in shortly before it, which: a batch that was written earlier may be there later.
  seen_at timestamptz not null default clock_timestamp(),
  seen_ids uuid[] not null default '{}',
  seen_reach jsonb not null default '{}',
  primary key (agent_id, message_id)
)`;

const indexes = {
  conversation_watch_message: 'conversation_watch (message_id)',
  // Whom a public post answers or quotes; mails have no part in it.
  message_public_answers: `message using gin ((in_reply_to || reference_ids)) where audience = 'public' and direction = 'inbound'`,
};

/** What agents watch (docs/decisions/0031-severity-and-storms.md). */
export class Watches1768800000000 implements MigrationInterface {
  name = 'Watches1768800000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    for (const [name, on] of Object.entries(indexes))
      await runner.query(`create index concurrently if not exists ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
    await runner.query('drop table if exists conversation_watch');
  }
}
