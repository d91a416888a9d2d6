import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { stormIsSeen } from './card-json.js';

/** Which cards are asked for: all, those of one source, or those that the agent watches. */
export type CardsOf = 'all' | 'source' | 'watched';

/** How many cards of a column are asked for, of `$4`. */
export const sizeOf = (column: string): string => `($4::jsonb ->> ${column})::int`;
/** One more than are asked for, so that it is seen that there are more. */
const storms = `${sizeOf("'handled'")} + 1`;
/** Of what one source brought, the newest posts are looked at: it costs the same however much it brought. */
const ofSourceMax = 500;
const days = 14;

export const isRecent = `s.last_at > now() - interval '${days} days'`;

const isHandled = `(s.not_about_us or not exists (select from waits w where w.id = s.id))`;
const columns = 's.id, s.account_group_id, s.score, s.last_at';

/** Storms `s` of a group and a level, the newest first by an index; the walk ends when enough of them are handled. */
const all = `
select s.* from unnest($1::uuid[]) as g(id) cross join generate_series(0, 2) as l(rank) cross join lateral (
  select ${columns} from storm s
  where s.account_group_id = g.id and coalesce(s.corrected_level, s.level) = l.rank and ${isRecent}
    and ${isHandled} and ${stormIsSeen({ groups: '$1' })}
  order by s.last_at desc limit ${storms}) s`;

/** Begun at what the source brought: a walk through the storms of all would look at each that it did not. */
const ofSource = `
select ${columns} from (
  select distinct p.storm_id as id from (
    (select m.id from message m where m.account_id = $2 and m.audience = 'public' and m.direction = 'inbound'
      order by m.id desc limit ${ofSourceMax})
    union
    (select f.message_id from found_by f where f.query_id = $2 order by f.at desc limit ${ofSourceMax})) brought
  cross join lateral (select m.id from message m where m.id = brought.id and ${shownOnceTo('m', '$1')} offset 0) m
  cross join lateral (select p.storm_id from public_post p where p.message_id = m.id offset 0) p) of_source
cross join lateral (select s.* from storm s where s.id = of_source.id offset 0) s
where ${visibleTo('s', '$1')} and ${isRecent} and ${isHandled}
order by s.last_at desc limit ${storms}`;

const watched = `
select ${columns} from (select distinct storm_id as id from my_watches) mine
cross join lateral (select s.* from storm s where s.id = mine.id offset 0) s
where ${visibleTo('s', '$1')} and not exists (select from waits w where w.id = s.id)
order by s.last_at desc limit ${storms}`;

/** What is handled, the newest first; `waits` holds the storms that are not, `my_watches` what the agent watches. */
export const handledStorms: Record<CardsOf, string> = { all, source: ofSource, watched };
