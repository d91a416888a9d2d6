import type { Listening } from '@filo/connector';
import { postsPerRequest, type BlueskyClient } from '../bluesky-client.js';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const everythingEveryMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();

/** Tells core which of the posts that it holds are not at the network any more. */
export const findDeleted = async (client: BlueskyClient, listening: Listening): Promise<void> => {
  const { cursor, published, deleted, signal } = listening;
  const now = Date.now();
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt > everythingEveryMs;
  for await (const uris of published(isWhole ? begin : new Date(now - youngMs).toISOString())) {
    for (let from = 0; from < uris.length; from += postsPerRequest) {
      signal.throwIfAborted();
      const some = uris.slice(from, from + postsPerRequest);
      const present = await client.posts(some);
      for (const uri of some.filter((one) => !present.has(one))) {
        // A post may be hidden from us without being gone.
        if (await client.isGone(uri)) await deleted(uri);
      }
    }
  }
  if (isWhole) await cursor.write('deleted-looked-at', now);
};
