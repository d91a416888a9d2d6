import type { MessageReceivedInput } from '@filo/contracts';
import { RateLimited } from '../../../limits/rate-limited.js';
import type { MastodonClient } from '../mastodon-client.js';
import { identityOf } from './heard-post.js';
import { actor, type Post } from './post.js';

type Identity = MessageReceivedInput['author'];

/** So many are asked for; whoever names more says nothing in private. */
const askedMax = 10;
/** As many as a message may name, without us. */
const namedMax = 1_000;

/**
 * Who else reads a post that none but those it names can read. A mention does not tell what names its person for good, so the instance is
 * asked; whom it does not tell of is known by their page.
 */
export const namedBeside = async (
  { visibility, mentions, account }: Post,
  ourId: string,
  { client, signal }: { client: MastodonClient; signal: AbortSignal },
): Promise<Identity[]> => {
  if (visibility !== 'direct') return [];
  const others = new Map(mentions.map((one) => [one.id, one]));
  for (const id of [ourId, account.id]) others.delete(id);
  const found: Identity[] = [];
  for (const mention of [...others.values()].slice(0, namedMax)) {
    const told = found.length < askedMax ? await whoIs(mention.id, { client, signal }) : undefined;
    const named = told ?? actor.safeParse({ ...mention, displayName: '', avatar: '' }).data;
    if (named !== undefined && (named.uri ?? named.url) !== '')
      found.push(identityOf(named, client.login.host));
  }
  return found;
};

const whoIs = async (id: string, { client, signal }: { client: MastodonClient; signal: AbortSignal }) => {
  try {
    return actor.safeParse(await client.account(id)).data;
  } catch (error) {
    if (error instanceof RateLimited) throw error;
    // That somebody else reads it must be heard all the same.
    signal.throwIfAborted();
    return undefined;
  }
};
