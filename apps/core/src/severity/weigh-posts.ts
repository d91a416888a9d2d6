import type { PublicReach } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays } from '../database/row-arrays.js';
import type { MessageRow } from '../ingest/batch-rows.js';
import { readLessons } from './lessons/read-lessons.js';
import { planPosts, type PostPlan } from './plan-posts.js';
import { bandColumns, postColumns, stormColumns } from './post-rows.js';
import { readPostFacts, type Weighed } from './read-post-facts.js';
import { bandsOf, signatureOf } from './storms/text-signature.js';
import type { SeverityWords } from './severity-words-of.js';

/**
 * Weighs the public posts of a batch, beside their messages and in their transaction, and puts each into its storm. The storms of
 * their account groups are locked.
 */
export const weighPosts = async (
  db: Queryable,
  batch: { posts: readonly MessageRow[]; reach: ReadonlyMap<string, PublicReach | undefined> },
  words: SeverityWords,
): Promise<void> => {
  const posts = batch.posts.map(weighed);
  const around = await readPostFacts(db, posts);
  const lessonsOf = await readLessons(
    db,
    posts.map(({ accountGroupId }) => accountGroupId),
  );
  const reachOf = (messageId: string) => batch.reach.get(messageId);
  await write(db, planPosts(posts, { ...words, around, reachOf, lessonsOf }));
};

/** What somebody says to us in public; what came from before the account was ours to watch waits for nobody. */
export const isPost = (row: MessageRow): boolean =>
  row.audience === 'public' && row.direction === 'inbound' && row.class === 'human' && !row.history;

const weighed = (row: MessageRow): Weighed => {
  const signature = signatureOf(row.new_text);
  return {
    messageId: row.id,
    accountGroupId: row.account_group_id,
    authorId: row.author_identity_id,
    postedAt: row.sort_at,
    text: row.new_text,
    signature,
    bands: signature === undefined ? [] : bandsOf(signature),
  };
};

const write = (db: Queryable, { posts, begun, grown, bands }: PostPlan): Promise<unknown> =>
  db.query(writing, [
    ...columnValues(stormColumns, begun),
    ...columnValues(stormColumns, grown),
    ...columnValues(postColumns, posts),
    ...columnValues(bandColumns, bands),
  ]);

const arrays = new RowArrays();
const columns = (of: object): string => Object.keys(of).join(', ');
const writing = `
with begun as (insert into storm (${columns(stormColumns)}) ${arrays.select(stormColumns)}),
grown as (
  update storm s set level = greatest(s.level, r.level), score = greatest(s.score, r.score),
    last_at = greatest(s.last_at, r.last_at)
  from (${arrays.select(stormColumns)}) r where s.id = r.id),
posts as (
  insert into public_post (${columns(postColumns)}, said)
  select r.*, not exists (select from listened_post found where found.message_id = r.message_id) from (${arrays.select(postColumns)}) r)
insert into storm_band (${columns(bandColumns)}) ${arrays.select(bandColumns)}`;
