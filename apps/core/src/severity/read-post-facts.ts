import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { Queryable } from '../database/queryable.js';
import { knownCustomer } from './known-customer.js';
import { isQuieted, readQuieted } from './storms/read-quieted.js';
import type { Quieted } from './storms/breaks-out.js';

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
  /** Set where an agent said that it is less than grave. */
  quieted?: Quieted | undefined;
}

export interface PostSurroundings {
  /** Who says it, as far as is known: one person may have several accounts. */
  speakerId: string;
  /** Their public words in this group in the day before, without those of this batch. */
  earlier: number;
  known: boolean;
  /** Storms that share a band, in no order. */
  candidates: Candidate[];
}

/**
 * What is known around each post, by message id. Every look is bounded: by an index, and by how many rows count. No row is joined to
 * another of the batch: a transaction of ingest has nested loops alone.
 */
export const readPostFacts = async (
  db: Queryable,
  posts: readonly Weighed[],
): Promise<Map<string, PostSurroundings>> => {
  const asked = posts.map(({ messageId, accountGroupId, authorId, postedAt }) => ({
    ...{ id: messageId, group_id: accountGroupId, author_id: authorId, at: postedAt },
  }));
  const authors = (await db.query(readingAuthors, columnValues(askedColumns, asked))) as {
    id: string;
    speakerId: string;
    earlier: number;
    known: boolean;
  }[];
  const around = new Map<string, PostSurroundings>(
    authors.map(({ id, ...author }) => [id, { ...author, candidates: [] }]),
  );
  for (const { id, ...candidate } of await readCandidates(db, posts))
    around.get(id)!.candidates.push(candidate);
  return around;
};

type Placed = Pick<Weighed, 'messageId' | 'accountGroupId' | 'postedAt' | 'bands'>;

/** The storms that each of these posts may be a voice of. */
export const readCandidates = async (
  db: Queryable,
  posts: readonly Placed[],
): Promise<(Candidate & { id: string })[]> => {
  const alike = await readAlike(db, posts);
  const quieted = await readQuieted(
    db,
    alike.flatMap(({ stormId, isQuieted }) => (isQuieted ? [stormId] : [])),
  );
  return alike.map(({ isQuieted: _, ...one }) => ({ ...one, quieted: quieted.get(one.stormId) }));
};

type Alike = Pick<Candidate, 'stormId' | 'signature'> & { id: string; isQuieted: boolean };

const readAlike = async (db: Queryable, posts: readonly Placed[]): Promise<Alike[]> => {
  const bands = posts.flatMap(({ messageId, accountGroupId, postedAt, bands: own }) =>
    own.map((band) => ({ id: messageId, group_id: accountGroupId, at: postedAt, band })),
  );
  if (bands.length === 0) return [];
  const rows = (await db.query(readingAlike, columnValues(bandColumns, bands))) as Alike[];
  return [...new Map(rows.map((row) => [`${row.id} ${row.stormId}`, row])).values()];
};

/** How long after it began a storm takes in further voices; the sweep of its bands is later. */
const stormDays = 7;
const repeatedMax = 20;
const candidatesPerBand = 4;

const askedColumns = { id: 'uuid', group_id: 'uuid', author_id: 'uuid', at: 'timestamptz' } satisfies Columns;
const bandColumns = { id: 'uuid', group_id: 'uuid', at: 'timestamptz', band: 'int' } satisfies Columns;

/**
 * What was said in one account group, by its own indexes: a look through all of them that stops somewhere would tell how much stands in another.
 *
 * Laterals that stop: a planner that may choose would read all links once instead of one for each author.
 */
const readingAuthors = `
select asked.id, coalesce(speaker.id, asked.author_id) as "speakerId", before.earlier, coalesce(customer.known, false) as known
from (${new RowArrays().select(askedColumns)}) asked
left join lateral (
  select l.person_id as id from link l where l.identity_id = asked.author_id and l.withdrawn_at is null limit 1) speaker on true
cross join lateral (
  select count(*)::int as earlier from (
    select from (
      select asked.author_id as id union
      select l.identity_id from link l where l.person_id = speaker.id and l.withdrawn_at is null) own
    cross join lateral (
      select from public_post p
      where p.author_identity_id = own.id and p.account_group_id = asked.group_id
        and p.posted_at > asked.at - interval '1 day' and p.posted_at < asked.at
      order by p.posted_at desc limit ${repeatedMax}) said
    limit ${repeatedMax}) said) before
left join lateral ${knownCustomer('asked.author_id', 'asked.group_id')} customer on true`;

const readingAlike = `
select asked.id, s.id as "stormId", s.signature, ${isQuieted('s')} as "isQuieted"
from (${new RowArrays().select(bandColumns)}) asked cross join lateral (
  select b.storm_id from storm_band b
  where b.account_group_id = asked.group_id and b.band = asked.band
    and b.began_at > asked.at - interval '${stormDays} days'
  order by b.began_at desc limit ${candidatesPerBand}) near
cross join lateral (
  select s.* from storm s where s.id = near.storm_id and s.signature is not null offset 0) s`;
