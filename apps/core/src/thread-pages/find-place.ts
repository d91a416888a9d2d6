import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { exactly } from '../paging/json-times.js';
import { aboveAll, readMarker, type PageMark } from '../paging/page-marker.js';
import type { MessageQuery } from './thread-query.js';

/** A page is the newest `limit` messages before this mark. */
export interface PagePlace {
  before: PageMark;
  limit: number;
}

/** Messages that follow the one that was asked for: enough to see how it went on. */
const followingMax = 20;

interface Looker {
  personId: string;
  accountGroupIds: readonly string[];
}

/** Where a page of a thread ends: at a mark, so far after one, or a little after a message. */
export const findPlace = async (db: Queryable, looker: Looker, query: MessageQuery): Promise<PagePlace> => {
  const { before, after, around, limit } = query;
  if ([before, after, around].filter((given) => given !== undefined).length > 1)
    throw new DomainError(
      'invalid-request',
      'A page is `before`, `after` or `around` something: give one of them.',
    );
  if (around !== undefined) {
    const message = await markOf(db, looker, around);
    const following = Math.min(followingMax, Math.floor(limit / 2));
    return { before: (await markAfter(db, looker, { mark: message, count: following })).mark, limit };
  }
  const from = readMarker(after);
  if (from === undefined) return { before: readMarker(before) ?? aboveAll, limit };
  const { mark, passed } = await markAfter(db, looker, { mark: from, count: limit });
  return { before: mark, limit: passed };
};

const markOf = async (
  db: Queryable,
  { personId, accountGroupIds }: Looker,
  id: string,
): Promise<PageMark> => {
  const [message] = (await db.query(
    `select ${exactly('m.sort_at')} as at from message m
     join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null and l.person_id = $2
     where m.id = $1 and ${visibleTo('m', '$3')}`,
    [id, personId, accountGroupIds],
  )) as { at: string }[];
  if (!message) throw new DomainError('not-found', 'There is no message with this id in this thread.');
  return [message.at, id];
};

/** The message behind the next `count` ones, and how many these are. */
const markAfter = async (
  db: Queryable,
  { personId, accountGroupIds }: Looker,
  { mark, count }: { mark: PageMark; count: number },
): Promise<{ mark: PageMark; passed: number }> => {
  const rows = (await db.query(following, [personId, accountGroupIds, ...mark, count + 1])) as {
    at: string;
    id: string;
  }[];
  const end = rows[count];
  return { mark: end ? [end.at, end.id] : aboveAll, passed: Math.min(rows.length, count) };
};

const following = `
select ${exactly('m.sort_at')} as at, m.id
from link mine cross join lateral (
  select m.id, m.sort_at from message m
  where m.anchor_identity_id = mine.identity_id and (m.sort_at, m.id) > ($3::timestamptz, $4::uuid)
    and ${shownOnceTo('m', '$2')}
  order by m.sort_at, m.id limit $5::int) m
where mine.person_id = $1 and mine.withdrawn_at is null
order by m.sort_at, m.id limit $5::int`;
