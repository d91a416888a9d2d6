import { cardJson, levelName, stormWaits, voicesOf } from './card-json.js';
import { columnSizes } from '@filo/contracts/http';
import { iso } from '../paging/json-times.js';
import { visibleTo } from '../access/visible-to.js';
import { myWatches } from '../watches/my-watches.js';
import { handledStorms, isRecent, sizeOf, type CardsOf } from './handled-storms.js';

/** Waiting storms of one level that are ranked, the gravest: one more than a column may show, so that it is seen that there are more. */
const stormsMax = columnSizes.most + 1;

const shown = { groups: '$1', source: '$2' };

/**
 * Storms in which anything may wait, by what waits: posts that were only found and not set aside, and those that were `said` to us and nobody answered. What a reader
 * sees of them is asked of each afterwards; what was handled is not looked at, however much of it there is. No lateral is joined otherwise: a
 * planner that may choose reads whole tables.
 */
const open = `
select p.storm_id as id, bool_or(what.said) as said from (
  select l.message_id, false as said from listened_post l where ${visibleTo('l', '$1')} and l.state = 'waiting'
  union all
  select w.message_id, true from waiting_post w where ${visibleTo('w', '$1')}
) what cross join lateral (
  select p.storm_id from public_post p where p.message_id = what.message_id offset 0) p group by 1`;
const openOrNews = `select id, bool_or(said) as said from (${open} union all select id, false from news) of_all group by 1`;

/** What an agent watches stands where its level says while something in it is new to them, whatever became of it and however old it is. */
const mayWait: Record<CardsOf, string> = {
  all: openOrNews,
  source: openOrNews,
  watched: 'select distinct storm_id as id, true as said from my_watches where storm_id is not null',
};

const isNews = 'exists (select from news n where n.id = s.id)';
/** What was said to us waits until somebody answers or settles it, however long ago its author posted it; what was only found does not. */
const isTimely = `(may.said or ${isRecent})`;

const waitingStorms = (of: CardsOf): string => `
select s.*, row_number() over (partition by s.account_group_id, s.shown order by s.score desc, s.last_at desc) as place from (
  select s.id, s.account_group_id, s.score, s.last_at, coalesce(s.corrected_level, s.level) as shown
  from (${mayWait[of]}) may cross join lateral (select s.* from storm s where s.id = may.id offset 0) s
  where ${visibleTo('s', '$1')} and (${isNews}
    or ${isTimely} and not s.not_about_us and ${stormWaits(shown)})) s`;

/** `$1`: the groups of the reader; `$2`: one source alone; `$3`: who they are; `$4`: how many cards of each column. What waits is chosen apart from what is handled: that takes no place from it. */
const listing = (of: CardsOf): string => `
with ${myWatches({ groups: '$1', agent: '$3' })},
news as materialized (select distinct storm_id as id from my_watches where is_new and storm_id is not null),
waits as materialized (${waitingStorms(of)}),
waiting as (select s.id, s.score, s.last_at, ${levelName('s.shown')} as "column" from waits s where s.place <= ${stormsMax}),
handled as materialized (select s.id, s.score, s.last_at, 'handled' as "column" from (${handledStorms[of]}) s),
ranked as (
  select s.*, row_number() over (
    partition by "column" order by case when "column" = 'handled' then 0 else score end desc, last_at desc, id) as n
  from (select * from waiting union all select * from handled) s),
seen as materialized (
  select s.id, s."column", s.n, v.* from ranked s cross join lateral ${voicesOf(shown)} v where s.n <= ${sizeOf('s."column"')} and v.voices > 0)
select
  coalesce((select json_agg(${cardJson(shown)} order by card.n) from seen card), '[]') as cards,
  array(select "column" from ranked group by 1 having count(*) > ${sizeOf('"column"')} order by 1) as more,
  (select ${iso('max(newest.at)')} from unnest($1::uuid[]) as g(id) cross join lateral (
    select p.posted_at as at from public_post p where p.account_group_id = g.id and p.said order by p.posted_at desc limit 1) newest) as "lastAt"`;

/** `$1`: the groups of the reader; `$2`: null; `$3`: who they are; `$4`: where counting ends. */
export const countingGravest = `
with ${myWatches({ groups: '$1', agent: '$3' })},
news as materialized (select distinct storm_id as id from my_watches where is_new and storm_id is not null)
select count(*)::int as "actNow" from (select from (${waitingStorms('all')}) w where w.shown = 2 limit $4) counted`;

export const listingCards: Record<CardsOf, string> = {
  all: listing('all'),
  source: listing('source'),
  watched: listing('watched'),
};
