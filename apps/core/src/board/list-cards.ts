import { cardJson, levelName, stormIsSeen, stormWaits, voicesOf } from './card-json.js';
import { iso } from '../paging/json-times.js';
import { visibleTo } from '../access/visible-to.js';

const cardsOfColumn = 50;
/** Waiting storms of one level that are ranked, the newest. */
const stormsMax = 500;
const days = 14;

const isRecent = `s.last_at > now() - interval '${days} days'`;
const shown = { groups: '$1', source: '$2' };

/**
 * Storms in which anything may wait, by what waits: posts that were only found and not set aside, and topics that are open. What a reader sees of them is
 * asked of each afterwards; what was handled is not looked at, however much of it there is. No lateral is joined otherwise: a
 * planner that may choose reads whole tables.
 */
const mayWait = `
select distinct p.storm_id as id from (
  select l.message_id from listened_post l where ${visibleTo('l', '$1')} and l.state = 'waiting'
  union all
  select said.id from (select t.id from topic t where ${visibleTo('t', '$1')} and t.state = 'open' offset 0) t cross join lateral (
    select m.id from message m where m.topic_id = t.id and m.audience = 'public' and m.direction = 'inbound' offset 0) said
) what cross join lateral (
  select p.storm_id from public_post p where p.message_id = what.message_id offset 0) p`;

const waitingStorms = `
select s.*, row_number() over (partition by s.account_group_id, s.shown order by s.last_at desc) as newest from (
  select s.id, s.account_group_id, s.score, s.last_at, coalesce(s.corrected_level, s.level) as shown
  from (${mayWait}) may cross join lateral (select s.* from storm s where s.id = may.id offset 0) s
  where ${visibleTo('s', '$1')} and ${isRecent} and not s.not_about_us and ${stormWaits(shown)}) s`;

/** Storms `s` of a group and a level, the newest first by an index; the walk ends when enough of them are handled. */
const handledStorms = `
select s.* from unnest($1::uuid[]) as g(id) cross join generate_series(0, 2) as l(rank) cross join lateral (
  select s.id, s.account_group_id, s.score, s.last_at, l.rank as shown from storm s
  where s.account_group_id = g.id and coalesce(s.corrected_level, s.level) = l.rank and ${isRecent}
    and (s.not_about_us or not exists (select from waits w where w.id = s.id)) and ${stormIsSeen(shown)}
  order by s.last_at desc limit ${cardsOfColumn + 1}) s`;

/** `$1`: the groups of the reader; `$2`: one source alone. What waits is chosen apart from what is handled: that takes no place from it. */
export const listingCards = `
with waits as materialized (${waitingStorms}),
waiting as (select s.id, s.score, s.last_at, ${levelName('s.shown')} as "column" from waits s where s.newest <= ${stormsMax}),
handled as materialized (select s.id, s.score, s.last_at, 'handled' as "column" from (${handledStorms}) s),
ranked as (
  select s.*, row_number() over (
    partition by "column" order by case when "column" = 'handled' then 0 else score end desc, last_at desc, id) as n
  from (select * from waiting union all select * from handled) s),
seen as materialized (
  select s.id, s."column", s.n, v.* from ranked s cross join lateral ${voicesOf(shown)} v where s.n <= ${cardsOfColumn})
select
  coalesce((select json_agg(${cardJson('$1')} order by card.n) from seen card), '[]') as cards,
  array(select "column" from ranked group by 1 having count(*) > ${cardsOfColumn} order by 1) as more,
  (select ${iso('max(last_at)')} from ranked) as "lastAt"`;
