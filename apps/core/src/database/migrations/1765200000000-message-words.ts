import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of messages, for the full text search (docs/decisions/0010-words-beside-messages.md). */
export class MessageWords1765200000000 implements MigrationInterface {
  name = 'MessageWords1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(triggers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger message_words_changed on message');
    await runner.query('drop trigger message_words_gone on message');
    await runner.query('drop function words_wait()');
    await runner.query('drop table message_words, words_waiting, words_compared');
  }
}

const tables = `
-- A projection of messages, written after them by the worker; the vector is made by make-vector.ts and by nothing else.
create table message_words (
  message_id uuid primary key,
  sort_at timestamptz not null,
  -- Its own group and those of the accounts at which copies arrived: what narrows a search, never what decides.
  account_group_ids uuid[] not null,
  words tsvector not null
);
create index message_words_words on message_words using gin (words);

-- Messages whose words are to be written or written anew, in no order; the same one may stand here twice.
create table words_waiting (message_id uuid not null);

-- How far messages have been compared with their words: from the newest id down. The first worker makes the row.
create table words_compared (
  id boolean primary key default true check (id),
  below uuid,
  down_to uuid not null,
  compared_at timestamptz
);
`;

const triggers = `
-- A restore that was broken off leaves functions behind.
create or replace function words_wait() returns trigger language plpgsql as $$
begin
  -- Also for what is gone: somebody may be writing its words at this moment.
  insert into words_waiting (message_id) values (old.id);
  if tg_op = 'DELETE' then
    delete from message_words where message_id = old.id;
  end if;
  return null;
end $$;
create trigger message_words_gone after delete on message for each row execute function words_wait();
create trigger message_words_changed after update of text, subject on message for each row
  when (old.text is distinct from new.text or old.subject is distinct from new.subject) execute function words_wait();
`;
