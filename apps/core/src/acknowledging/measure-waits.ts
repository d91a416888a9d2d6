import { blockedSince } from '../blocking/blocked-authors.js';
import { isOpenAt, type WorkingTime } from '../business-hours/working-time.js';
import type { Queryable } from '../database/queryable.js';
import { hoursToSay, medianWait, type Wait } from './median-wait.js';

/** Hours to say, of what comes while somebody is there and of what comes while nobody is; null: too few to say. */
export interface Measured {
  within: number | null;
  outside: number | null;
}

/** How long new matters of an account waited for a first word of ours; `time` null: no hours are set, and all is within. */
export const measureWaits = async (
  db: Queryable,
  accountId: string,
  time: WorkingTime | null,
): Promise<Measured> => {
  const waits = (await db.query(reading, [accountId])) as (Wait & { at: Date })[];
  const isWithin = ({ at }: { at: Date }) => time === null || isOpenAt(time, at.getTime());
  return {
    within: hoursToSay(medianWait(waits.filter(isWithin))),
    outside: hoursToSay(medianWait(waits.filter((wait) => !isWithin(wait)))),
  };
};

/** The newest tell enough, and however many there are the look stays short. */
const waitsMax = 2_000;

/** What was closed without an answer needed none, and the words of who is blocked wait for nobody. */
const reading = `
select t.opened_at as at, answer.at is not null as answered,
  (extract(epoch from coalesce(answer.at, now()) - t.opened_at) * 1000)::float8 as ms
from (
  select * from topic where account_id = $1 and opened_at > now() - interval '28 days' and in_at is not null
  order by opened_at desc limit ${waitsMax}) t
join identity i on i.id = t.anchor_identity_id
cross join lateral (
  select min(m.sort_at) as at from message m
  where m.topic_id = t.id and m.class = 'human' and m.direction = 'outbound' and not m.history) answer
where coalesce(answer.at > t.opened_at, t.state <> 'closed') and ${blockedSince('i')} is null`;
