import type { Queryable } from '../../database/queryable.js';
import { learnLessons, type Correction, type LetStand } from './learn-lessons.js';

const days = 180;
/** The newest; an hour's work of a team is a few dozen. */
const correctionsMax = 1_000;
const stoodPerLevel = 700;

/**
 * Learns anew from all corrections of an account group, in the transaction of the one that was made or taken back; its storms are locked. What an admin
 * said of a line stays. It moves no post: those that come, and those that are weighed again, are moved by it.
 */
export const relearn = async (db: Queryable, accountGroupId: string): Promise<void> => {
  const corrections = (await db.query(correcting, [accountGroupId])) as Correction[];
  const stood = corrections.length === 0 ? [] : ((await db.query(standing, [accountGroupId])) as LetStand[]);
  const learnt = JSON.stringify(learnLessons(corrections, stood));
  await db.query(forgetting, [accountGroupId, learnt]);
  await db.query(writing, [accountGroupId, learnt]);
};

/** Learns anew where a post that taught something is gone: its words teach nothing any more. To be called once it is no voice. */
export const relearnWithout = async (db: Queryable, messageIds: readonly string[]): Promise<void> => {
  const groups = (await db.query(taught, [messageIds])) as { id: string }[];
  for (const { id } of groups) await relearn(db, id);
};

const rank = (level: string): string => `array_position('{watch,today,act-now}'::text[], ${level}) - 1`;

/** What agents said last of each storm, with the post that they looked at, while it stands. */
const correcting = `
select a.id as "actionId", a.actor_agent_id as "agentId", m.author_identity_id as "authorId", m.new_text as text,
  coalesce((a.data ->> 'computed')::int, ${rank(`a.data ->> 'was'`)}) as computed, s.corrected_level as said
from storm s join action a on a.id = s.correction_id join message m on m.id = a.message_id
join public_post p on p.message_id = m.id
where s.account_group_id = $1 and s.corrected_level is not null and not s.not_about_us and a.at > now() - interval '${days} days'
order by a.at desc, a.id limit ${correctionsMax}`;

/** What agents saw to and let stand, by its first voice: what nobody looked at yet says nothing. */
const standing = `
select m.new_text as text, s.level as computed from generate_series(0, 2) as l(rank) cross join lateral (
  select s.id, s.level from storm s
  where s.account_group_id = $1 and coalesce(s.corrected_level, s.level) = l.rank and s.corrected_level is null and not s.not_about_us
    and s.last_at > now() - interval '${days} days'
  order by s.last_at desc limit ${stoodPerLevel}) s
join message m on m.id = s.id join topic t on t.id = m.topic_id and t.state <> 'open'`;

const learntRows = `jsonb_to_recordset($2::jsonb) as r(phrase text, direction text, times int, seen int, "from" int[], evidence uuid[])`;

const forgetting = `
delete from severity_lesson l where l.account_group_id = $1 and l.state <> 'forgotten' and not exists (
  select from ${learntRows} where r.phrase = l.phrase and r.direction = l.direction)`;

const writing = `
insert into severity_lesson (account_group_id, phrase, direction, times, seen, from_levels, evidence)
select $1, r.phrase, r.direction, r.times, r.seen, r."from", r.evidence from ${learntRows}
on conflict (account_group_id, phrase, direction) do update
set times = excluded.times, seen = excluded.seen, from_levels = excluded.from_levels, evidence = excluded.evidence`;

const taught = `
select distinct l.account_group_id as id from severity_lesson l join action a on a.id = any(l.evidence)
where a.message_id = any($1::uuid[]) order by 1`;
