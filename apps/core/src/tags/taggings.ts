import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import type { Change } from '../undoing/judge-undo.js';
import type { TagPlace } from './tag-places.js';

/** More than anybody changes of one thread while an undo can be had. */
const changesMax = 50;

/** Who put a tag on a thread or took it off, the newest first, in account groups of the reader; of all persons who are one now. */
export const taggings = (
  db: Queryable,
  reader: Reader,
  { personId, tagId }: { personId: string; tagId: string },
): Promise<Change[]> => db.query(listing, [personId, tagId, reader.accountGroupIds]) as Promise<Change[]>;

const listing = `
select u.id, u.actor_agent_id as by, who.name, ${iso('u.at')} as at, u.data ->> 'undoes' as undoes,
  case when u.data -> 'added' ? $2 then 'on' else 'off' end as now, null as from
from audit u left join agent who on who.id = u.actor_agent_id
where u.kind = 'thread-tagged' and u.data -> 'groups' ?| $3::text[] and (u.data -> 'added' ? $2 or u.data -> 'removed' ? $2)
  and u.subject_id in (select former.person_id from link held join link former on former.identity_id = held.identity_id
    where held.person_id = $1 and held.withdrawn_at is null)
order by u.id desc limit ${changesMax}`;

/** Where the tags stood that a change took off. */
export const placesTaken = async (db: Queryable, changeId: string): Promise<TagPlace[]> => {
  const [change] = (await db.query(
    `select u.data -> 'taken' as taken from audit u where u.id = $1 and u.kind = 'thread-tagged'`,
    [changeId],
  )) as { taken: TagPlace[] }[];
  return change?.taken ?? [];
};
