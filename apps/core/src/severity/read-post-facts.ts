import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { Queryable } from '../database/queryable.js';

/** A public post that is weighed, as far as its own text tells. */
export interface Weighed {
  messageId: string;
  accountGroupId: string;
  authorId: string;
  postedAt: string;
  text: string;
  signature: string | undefined;
  bands: readonly number[];
}

export interface Candidate {
  stormId: string;
  signature: string;
}

export interface PostSurroundings {
  /** Public words of the author in this group in the day before, without those of this batch. */
  earlier: number;
  known: boolean;
  candidates: Candidate[];
}

/** What is known around each post, by message id. Every look is bounded: by an index, and by how many rows count. */
export const readPostFacts = async (
  db: Queryable,
  posts: readonly Weighed[],
): Promise<Map<string, PostSurroundings>> => {
  const rows = (await db.query(reading, [
    ...columnValues(
      askedColumns,
      posts.map(({ messageId, accountGroupId, authorId, postedAt }) => ({
        ...{ id: messageId, group_id: accountGroupId, author_id: authorId, at: postedAt },
      })),
    ),
    ...columnValues(
      bandColumns,
      posts.flatMap(({ messageId, bands }) => bands.map((band) => ({ message_id: messageId, band }))),
    ),
  ])) as ({ id: string } & PostSurroundings)[];
  return new Map(rows.map(({ id, ...around }) => [id, around]));
};

/** How long after it began a storm takes in further voices; the sweep of its bands is later. */
const stormDays = 7;
const repeatedMax = 10;
const privateLooks = 50;
const candidatesPerBand = 10;

const askedColumns = { id: 'uuid', group_id: 'uuid', author_id: 'uuid', at: 'timestamptz' } satisfies Columns;
const bandColumns = { message_id: 'uuid', band: 'int' } satisfies Columns;

const arrays = new RowArrays();
const reading = `
with asked as materialized (${arrays.select(askedColumns)}),
bands as materialized (${arrays.select(bandColumns)}),
alike as (
  select distinct bands.message_id, near.storm_id from bands join asked on asked.id = bands.message_id
  cross join lateral (
    select b.storm_id from storm_band b
    where b.account_group_id = asked.group_id and b.band = bands.band
      and b.began_at > asked.at - interval '${stormDays} days'
    order by b.began_at desc limit ${candidatesPerBand}) near)
select asked.id,
  (select count(*)::int from (
    select from public_post p where p.author_identity_id = asked.author_id
      and p.account_group_id = asked.group_id
      and p.posted_at > asked.at - interval '1 day' and p.posted_at < asked.at limit ${repeatedMax}) before) as earlier,
  exists (
    select from link mine join link held on held.person_id = mine.person_id and held.withdrawn_at is null
    cross join lateral (
      select m.audience, m.account_group_id, m.direction from message m where m.anchor_identity_id = held.identity_id
      order by m.sort_at desc, m.id desc limit ${privateLooks}) said
    where mine.identity_id = asked.author_id and mine.withdrawn_at is null
      and said.audience = 'private' and said.direction = 'inbound' and said.account_group_id = asked.group_id) as known,
  coalesce((
    select json_agg(json_build_object('stormId', s.id, 'signature', s.signature) order by s.began_at, s.id)
    from alike join storm s on s.id = alike.storm_id
    where alike.message_id = asked.id and s.signature is not null), '[]') as candidates
from asked`;
