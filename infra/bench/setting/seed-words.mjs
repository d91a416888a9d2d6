import { sql } from './databases.mjs';
import { seedThreads } from './seed-threads.mjs';

/** Different words of the texts; the n-th is used in inverse proportion to n, as people use theirs. */
export const vocabulary = 50_000;
const wordsEach = 60;
const chunk = 100_000;

/**
 * Messages of 60 words over two years, with their words as core's worker would have left them: the vectors are those of the
 * configuration `simple`, which says the same of such texts, and the marks of vector-marks.ts.
 */
export async function seedWords(databaseUrl, messages, say) {
  await seedThreads(databaseUrl, { persons: 1000, messagesEach: 0, keyPrefix: 'words' });
  await sql(databaseUrl, 'alter table message_words set unlogged; drop index message_words_words');
  for (let from = 1; from <= messages; from += chunk) {
    await sql(databaseUrl, seeding(from, Math.min(messages, from + chunk - 1), messages));
    say(`P8: ${Math.min(messages, from + chunk - 1)} messages are there`);
  }
  await sql(
    databaseUrl,
    `insert into words_compared (down_to, compared_at) values ('00000000-0000-0000-0000-000000000000', now())`,
  );
  await sql(
    databaseUrl,
    `set maintenance_work_mem = '512MB'; create index message_words_words on message_words using gin (words)`,
  );
  await sql(databaseUrl, 'vacuum analyze message_words');
  await sql(databaseUrl, 'analyze message');
}

const seeding = (from, to, all) => `
create temp table who as select l.person_id, i.id as identity_id, t.id as topic_id, row_number() over () as n
  from identity i join link l on l.identity_id = i.id join topic t on t.anchor_identity_id = i.id where i.key like 'words%';
create temp table own as select a.id as account_id, a.account_group_id as group_id from account a where a.channel = 'email' limit 1;
create temp table said as
  select gen_random_uuid() as id, n, now() - n * interval '2 years' / ${all} as sort_at, w.text
  from generate_series(${from}, ${to}) n cross join lateral (
    select string_agg('w' || floor(exp(random() * ln(${vocabulary}::float)))::int, ' ') as text
    from generate_series(1, ${wordsEach}) where n > 0) w;
insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_identity_id,
    reply_identity_id, topic_id, audience, proof, subject, text, new_text, sort_at)
  select said.id, 'email', account_id, group_id, 'inbound', 'human', identity_id, identity_id, identity_id, topic_id,
    'private', 'proven', 'Order ' || said.n, said.text, said.text, said.sort_at
  from said join who on who.n = 1 + said.n % 1000 cross join own;
insert into message_words (message_id, sort_at, account_group_ids, words)
  select said.id, said.sort_at, array[group_id], to_tsvector('simple', said.text) || array_to_tsvector(array[
    '@d' || to_char(sort_at at time zone 'UTC', 'YYYYMMDD'), '@m' || to_char(sort_at at time zone 'UTC', 'YYYYMM'), '@cemail',
    '@g' || right(group_id::text, 12)]) from said cross join own;`;
