import type { Queryable } from '../database/queryable.js';
import { mostAlike } from './plan-posts.js';
import { readCandidates } from './read-post-facts.js';
import type { SeverityWords } from './severity-words-of.js';
import { beginStorm } from './storms/begin-storm.js';
import { breaksOut, graveWordsOf, type Quieted } from './storms/breaks-out.js';
import { isQuieted, readQuieted } from './storms/read-quieted.js';
import { bandsOf, signatureOf } from './storms/text-signature.js';
import { noteGraver } from './wait-graver.js';
import { settleStorms, weighStored, type Reweighed, type StoredPost } from './weigh-stored.js';
import { severityLevels } from './weigh-severity.js';

/**
 * Weighs posts whose words or figures are news. One that says more than an agent saw who quieted its storm leaves it, as a new post like it would never join: it goes to the
 * likest storm that it does not break out of, or begins its own. One that was seen to and is grave now waits again. Their storms are locked.
 */
export const weighChanged = async (
  db: Queryable,
  posts: readonly StoredPost[],
  words: SeverityWords,
): Promise<void> => {
  const seen = await readSeen(db, posts);
  const changed = await weighStored(db, posts, words);
  const leaving = changed.filter((one) => breaksOut(one, seen.get(one.stormId)));
  if (leaving.length > 0) await leaveStorms(db, posts, leaving);
  await noteGraver(
    db,
    changed.filter(isGraver).map(({ id }) => id),
  );
};

const isGraver = ({ level, reasons, was }: Reweighed): boolean =>
  level === severityLevels.indexOf('act-now') &&
  breaksOut({ level, reasons }, { level: was.level, words: graveWordsOf(was.reasons) });

/** What agents saw of the quieted storms of these posts, which they are weighed anew from here on. */
const readSeen = async (db: Queryable, posts: readonly StoredPost[]): Promise<Map<string, Quieted>> => {
  const storms = (await db.query(readingQuieted, [posts.map(({ messageId }) => messageId)])) as {
    id: string;
  }[];
  return readQuieted(
    db,
    storms.map(({ id }) => id),
  );
};

const readingQuieted = `
select distinct s.id from public_post p join storm s on s.id = p.storm_id where p.message_id = any($1::uuid[]) and ${isQuieted('s')}`;

/** One after the other: the next may join what the one before began. */
const leaveStorms = async (
  db: Queryable,
  posts: readonly StoredPost[],
  leaving: readonly Reweighed[],
): Promise<void> => {
  const stored = new Map(posts.map((post) => [post.messageId, post]));
  for (const one of leaving) {
    const { messageId, accountGroupId, postedAt: at, text } = stored.get(one.id)!;
    const signature = signatureOf(text);
    const bands = signature === undefined ? [] : bandsOf(signature);
    const post = { messageId, accountGroupId, postedAt: at.toISOString(), signature, bands };
    const open = (await readCandidates(db, [post])).filter(
      ({ stormId, quieted }) => stormId !== one.stormId && !breaksOut(one, quieted),
    );
    const stormId =
      mostAlike(post, open) ?? (await beginStorm(db, { ...post, level: one.level, score: one.score }));
    await db.query('update public_post set storm_id = $2 where message_id = $1', [one.id, stormId]);
    await settleStorms(db, [one.stormId, stormId]);
  }
};
