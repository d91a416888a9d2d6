import { PermanentError, TemporaryError, type SentBefore } from '@filo/connector';
import type { MastodonClient } from '../mastodon-client.js';
import type { OwnPosts } from '../own-posts.js';
import { post as postShape } from '../reading/post.js';
import { postIdOf } from '../reading/post-ids.js';

interface Answering {
  client: MastodonClient;
  ownPosts: OwnPosts;
}

/** Deletes our answer in all its parts, the last first: what the receipts named, and what was noted as it was posted, since an attempt may have ended without a receipt. */
export const deleteAnswer = async (
  { messageId, externalIds, mayBeMore }: SentBefore,
  { client, ownPosts }: Answering,
): Promise<void> => {
  const named = externalIds.flatMap((externalId) => postIdOf(client.login.instance, externalId) ?? []);
  const noted = await ownPosts.postsOf(messageId);
  const ids = [...new Set([...named, ...noted])];
  if (ids.length === 0 || named.length < externalIds.length) {
    throw new PermanentError(
      'not-known',
      `Nobody knows under which id it was posted at ${client.login.instance}; it may stand there. Look there, and delete it there.`,
    );
  }
  try {
    // Where no receipt came, or none that named all, the part after the last that was noted may stand, too.
    if (named.length === 0 || mayBeMore) ids.push(...(await unnotedBelow(ids, { client, ownPosts })));
    for (const id of ids.toReversed()) await client.delete(id);
  } catch (cause) {
    if (!(cause instanceof TemporaryError)) throw cause;
    throw new TemporaryError(
      'The instance did not say that it is deleted; all or a part of it may still stand there. Try again in a moment.',
      { cause, why: { code: 'not-said-deleted', with: { network: client.login.host } } },
    );
  }
};

/** What Filo posted below these right after them, and nobody knows as another message. */
const unnotedBelow = async (ids: readonly string[], { client, ownPosts }: Answering): Promise<string[]> => {
  const application = await client.application();
  const above = new Set(ids);
  for (const told of (await client.ownPosts({ minId: ids[0]! })).toReversed()) {
    const { data: post } = postShape.safeParse(told);
    if (post?.inReplyToId == null || !above.has(post.inReplyToId) || above.has(post.id)) continue;
    if (post.application?.name !== application) continue;
    if ((await ownPosts.threadingIdOf(post.id)) === undefined) above.add(post.id);
  }
  return [...above].slice(ids.length);
};
