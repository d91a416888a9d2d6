import type { mastodon } from 'masto';
import type { MastodonClient } from '../mastodon-client.js';
import { post as postShape, type Post } from '../reading/post.js';
import { bare } from './words-of.js';

/** The clock of an instance and ours may differ. */
const toleranceMs = 5 * 60_000;

interface Wanted {
  /** What was to be posted, with or without the name before it. */
  text: string;
  /** The post that it stands below. */
  above: string | undefined;
  /** When the answer was written: nothing older is it. */
  since: string;
  /** Whether that post of ours is known to be another message. */
  isOther: (postId: string) => Promise<boolean>;
}

/**
 * Our own post that is this answer, if it stands there. A post carries no id of ours: it is known by standing below the post that
 * it answers, by its time, and by its words as they were written, which the instance keeps. Of the same words below one post each is
 * one message. See docs/decisions/0027.
 */
export const findPosted = async (client: MastodonClient, wanted: Wanted): Promise<Post | undefined> => {
  const says = async ({ id }: Post, { text }: Wanted) => bare(await client.sourceOf(id)) === bare(text);
  const floor = Date.parse(wanted.since) - toleranceMs;
  for (let maxId: string | undefined; ;) {
    const page: mastodon.v1.Status[] = await client.ownPosts(maxId === undefined ? {} : { maxId });
    const young = page.flatMap((told) => postShape.safeParse(told).data ?? []).filter(isFrom(floor));
    for (const one of young)
      if (mayBe(one, wanted) && !(await wanted.isOther(one.id)) && (await says(one, wanted))) return one;
    const last = page.at(-1);
    maxId = last?.id;
    // One that cannot be read says nothing of what stands behind it.
    if (last === undefined || Date.parse(last.createdAt) < floor) return undefined;
  }
};

const isFrom =
  (floor: number) =>
  ({ createdAt }: Post): boolean =>
    Date.parse(createdAt) >= floor;

/** An instance forgets what a post answered once that is deleted. */
const mayBe = ({ inReplyToId }: Post, { above }: Wanted): boolean =>
  inReplyToId == null || inReplyToId === above;
