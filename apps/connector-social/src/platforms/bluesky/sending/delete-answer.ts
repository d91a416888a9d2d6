import { TemporaryError, type SentBefore } from '@filo/connector';
import { partsMax } from '@filo/contracts';
import type { BlueskyClient } from '../bluesky-client.js';
import { recordKeyOf } from './record-key.js';

/**
 * Deletes our answer in all its parts: what the receipts named, and what stands under the keys of the message, since an attempt
 * may have ended without a receipt. The last goes first: parts are looked for from the first on, and a cut leaves none behind
 * that the next call would not find.
 */
export const deleteAnswer = async (sent: SentBefore, client: BlueskyClient): Promise<void> => {
  try {
    await deleteParts(sent, client);
  } catch (cause) {
    if (!(cause instanceof TemporaryError)) throw cause;
    throw new TemporaryError(
      'Bluesky did not say that it is deleted; all or a part of it may still stand there. Try again in a moment.',
      { cause, why: { code: 'not-said-deleted', with: { network: 'Bluesky' } } },
    );
  }
};

const deleteParts = async ({ messageId, externalIds }: SentBefore, client: BlueskyClient): Promise<void> => {
  const own = `at://${await client.did()}/`;
  const named = externalIds.flatMap((uri) => (uri.startsWith(own) ? [uri.split('/').at(-1)!] : []));
  const keys = [...new Set([...named, ...(await standingKeys(messageId, client))])].sort();
  for (const key of keys.toReversed()) await client.deletePost(key);
};

const standingKeys = async (messageId: string, client: BlueskyClient): Promise<string[]> => {
  const keys: string[] = [];
  for (let part = 0; part < partsMax; part += 1) {
    const key = recordKeyOf(messageId, part);
    if ((await client.ownPost(key)) === undefined) break;
    keys.push(key);
  }
  return keys;
};
