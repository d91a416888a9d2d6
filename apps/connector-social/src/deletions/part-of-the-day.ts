import { createHash } from 'node:crypto';
import type { Cursor, Following, Published, Reason } from '@filo/connector';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** In so long all posts are looked at once, as far as the network bears it: what is missing then can be doubted for some hours and is told within a day all the same. */
const walkMs = 12 * hourMs;
/** Rounds come every half hour: each goes as far as the walk should be by the next. */
const aheadMs = hourMs / 2;
/** Posts are spread over so many steps by what they are called, however many come and go on the way. */
const steps = 240;
/** So few say nothing of how a network is: with fewer in a round, one that finds nothing could not be told from authors who delete. */
const leastPosts = 100;
/** Of each 300 requests that an instance allows in five minutes, a third. */
const mostPosts = 600;

const walkKey = 'deletions-walk';
/** When each step was last looked at. */
const stepsKey = 'deletions-steps';

/** One look at each post that core holds, where each look is a request of its own. */
interface Walk {
  began: number;
  /** The next step. */
  step: number;
  /** How many posts stood there when it was last gone on with. */
  posts: number;
}

export interface PartOfTheDay {
  /** The same, of the posts of this part. */
  following: Following;
  /** When a post of this part was looked at before; undefined: it is not known. */
  lookedAtBefore(externalId: string): number | undefined;
  /** Notes that they were looked at; without it the same part comes again. */
  done(): Promise<void>;
}

/**
 * For a network that tells of one post at a time: the part of all posts that is due in this round, so that each is looked at within a day and no
 * round asks for more than the network bears. Killed on the way, the round is made again.
 */
export const partOfTheDay = async (following: Following, now = Date.now()): Promise<PartOfTheDay> => {
  const all = await inSteps(following);
  const posts = all.reduce((sum, one) => sum + one.length, 0);
  const { began, step } = (await following.cursor.read<Walk | null>(walkKey)) ?? { began: now, step: 0 };
  const due = Math.min(steps, Math.ceil(((now - began + aheadMs) / walkMs) * steps));
  const part: Published[] = [];
  let next = step;
  while (next < steps && part.length < mostPosts && (next < due || part.length < leastPosts))
    part.push(...all[next++]!);
  const before = (await following.cursor.read<(number | null)[]>(stepsKey)) ?? [];
  const looked = all.map((_, n) => (n >= step && n < next ? now : (before[n] ?? null)));
  const walk: Walk | null = next === steps ? null : { began, step: next, posts };
  return {
    following: { ...following, published: () => inOnePage(part) },
    lookedAtBefore: (id) => before[stepOf(id)] ?? undefined,
    done: async () => {
      await following.cursor.write(stepsKey, looked);
      await following.cursor.write(walkKey, walk);
    },
  };
};

/** For a network that tells of many posts at once: nothing waits for a walk that began when it did not. */
export const forgetWalk = async (cursor: Cursor): Promise<undefined> => {
  if ((await cursor.read<Walk | null>(walkKey)) != null) await cursor.write(walkKey, null);
};

/** Why what authors deleted may stand here for longer than a day; undefined while it does not. */
export const deletionsLate = async (
  cursor: Pick<Cursor, 'read'>,
  network: string,
  now = Date.now(),
): Promise<Reason | undefined> => {
  const walk = await cursor.read<Walk | null>(walkKey);
  if (walk == null || now - walk.began <= dayMs) return undefined;
  const [posts, at] = [String(walk.posts), new Date(walk.began).toISOString()];
  return {
    words: `${network} tells of one post at a time, and not all of the ${posts} that stand here were looked at since ${at.slice(0, 16).replace('T', ' ')} UTC: what their authors deleted may stand here for longer than a day. It goes on; ask whoever runs the instance for an update, or keep posts for a shorter time.`,
    why: { code: 'deletions-late', with: { network, posts, at } },
  };
};

const inSteps = async (following: Following): Promise<Published[][]> => {
  const all = Array.from({ length: steps }, (): Published[] => []);
  for await (const page of following.published(new Date(0).toISOString()))
    for (const one of page) all[stepOf(one.externalId)]!.push(one);
  return all;
};

const stepOf = (externalId: string): number =>
  createHash('sha256').update(externalId).digest().readUInt32BE() % steps;

async function* inOnePage(part: readonly Published[]) {
  yield await Promise.resolve(part);
}
