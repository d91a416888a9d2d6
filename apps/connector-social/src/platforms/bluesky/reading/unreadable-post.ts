import type { Heard, Listening } from '@filo/connector';
import { firstCredible } from '../../../credible-time.js';
import { history } from '../../../history.js';
import { identityKeyMax } from './heard-post.js';
import { externalIdOf, isPostAddress } from './post-address.js';

/** What is known of a post without reading it. */
interface ListedPost {
  uri: string;
  indexedAt: string;
  author: { did: string };
}

/** A post that is not as posts are: kept with all that it holds, for a human to see. */
export const unreadablePost = async (
  post: ListedPost,
  { blobs, account }: Pick<Listening, 'blobs' | 'account'>,
  direction: 'inbound' | 'outbound' = 'inbound',
): Promise<Heard> => {
  const sortAt = takenInAt(post);
  return {
    type: 'quarantined',
    externalId: externalIdOf(post.uri),
    cause: 'unreadable',
    reason: 'This post does not have the shape that posts at Bluesky have.',
    why: [{ code: 'strange-shape', with: { network: 'Bluesky' } }],
    raw: await blobs.put(Buffer.from(written(post))),
    envelope: {
      ...(post.author.did.length <= identityKeyMax && { author: { kind: 'bluesky', key: post.author.did } }),
      ...(direction === 'inbound' && isPostAddress(post.uri) && { post: 'everybody' }),
    },
    history: history(sortAt, account),
    sortAt,
    arrival: { via: 'api' },
    direction,
  };
};

/**
 * When the network took a post in, never later than now. A list of what names us stands by what the author says where that is earlier, and tells that as
 * `indexedAt`; the post itself tells the time of the network: the later of the two is meant.
 */
export const takenInAt = (...told: readonly Pick<ListedPost, 'indexedAt'>[]): string =>
  told.map(({ indexedAt }) => firstCredible(indexedAt)).reduce((a, b) => (a < b ? b : a));

/** What is nested too deeply to be written is named at least. */
const written = (post: ListedPost): string => {
  try {
    return JSON.stringify(post);
  } catch {
    const { uri, indexedAt, author } = post;
    return JSON.stringify({ uri, indexedAt, author: { did: author.did } });
  }
};
