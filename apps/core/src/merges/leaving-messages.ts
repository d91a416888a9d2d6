import { shownOnceTo, visibleTo } from '../access/visible-to.js';

/** What leaves with single messages of a shared address. */
export interface LeavingMessages {
  messages: number;
  topics: number;
  openTopics: number;
  /** Topics that go on in a twin: both those who leave and those who stay wrote in them. */
  twins: number;
  more: boolean;
}

/**
 * What the messages (`$2`) that stand with an address or its parts (`$1`) take along, as far as a reader (`$3`) may see: our answers to them, and the
 * topics that one of them opened. It is what `moveMessages` would write down.
 */
export const leavingMessages = `
with meant as materialized (
  select m.id, m.topic_id, m.class, ${visibleTo('m', '$3')} as seen, ${shownOnceTo('m', '$3')} as counts from message m
  where m.anchor_identity_id = any($1::uuid[]) and (m.id = any($2::uuid[])
    or m.direction = 'outbound' and m.answers_message_id = any($2::uuid[]))),
opened as (
  select t.id, t.state from (select distinct coalesce(stands.twin_of, stands.id) as id
    from meant join topic stands on stands.id = meant.topic_id) whole
  join topic t using (id) cross join lateral (
    select a.message_id from action a where a.topic_id = t.id and a.kind = 'placed' order by a.at, a.id limit 1) opening
  where opening.message_id in (select id from meant) and ${visibleTo('t', '$3')})
select
  (select count(*)::int from meant where counts) as messages,
  (select count(*)::int from opened) as topics,
  (select count(*)::int from opened where state <> 'closed') as "openTopics",
  (select count(*)::int from (
    select distinct topic_id from meant where class = 'human' and topic_id is not null) said
    join topic t on t.id = said.topic_id and ${visibleTo('t', '$3')}
    where exists (select from message stays where stays.topic_id = said.topic_id and stays.class = 'human'
      and not exists (select from meant where meant.id = stays.id))) as twins,
  exists (select from meant where not seen) as more`;
