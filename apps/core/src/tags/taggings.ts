import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
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

/** What the reader may see of changes of thread `$1`, of all persons who are one now. */
const ofThread = (
  groups: string,
): string => `u.kind = 'thread-tagged' and u.data -> 'groups' ?| ${groups}::text[]
  and u.subject_id in (select former.person_id from link held join link former on former.identity_id = held.identity_id
    where held.person_id = $1 and held.withdrawn_at is null)`;

const listing = `
select u.id, u.actor_agent_id as by, who.name, ${iso('u.at')} as at, u.data ->> 'undoes' as undoes,
  case when u.data -> 'added' ? $2 then 'on' else 'off' end as now, null as from
from audit u left join agent who on who.id = u.actor_agent_id
where ${ofThread('$3')} and (u.data -> 'added' ? $2 or u.data -> 'removed' ? $2)
order by u.id desc limit ${changesMax}`;

/** What one change did, and where. */
export interface TaggingDone {
  added: string[];
  removed: string[];
  /** Null: of a change from before this was kept. */
  put: TagPlace[] | null;
  taken: TagPlace[];
}

/** Throws 404 where there is no such change of the thread that the reader may see. */
export const taggingDone = async (
  db: Queryable,
  reader: Reader,
  { personId, changeId }: { personId: string; changeId: string },
): Promise<TaggingDone> => {
  const [done] = (await db.query(oneDone, [personId, changeId, reader.accountGroupIds])) as TaggingDone[];
  if (!done) throw noChange();
  return done;
};

export const noChange = (): DomainError =>
  new DomainError('not-found', 'Nothing was undone: If-Match names no change of this that you may see.');

const oneDone = `
select u.data -> 'added' as added, u.data -> 'removed' as removed, u.data -> 'put' as put, coalesce(u.data -> 'taken', '[]') as taken
from audit u where u.id = $2 and ${ofThread('$3')}`;
