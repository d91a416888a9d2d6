import { TemporaryError, type SentBefore } from '@filo/connector';
import { isId } from '../reading/post-ids.js';
import { standingParts, type Answering } from './say-answer.js';

/**
 * Deletes our answer in all its parts: what the receipts named, and what stands there by its words, since an attempt may have
 * ended without a receipt. The last goes first: parts are looked for from the first on, and a cut leaves none behind.
 */
export const takeBack = async (
  { messageId, externalIds }: SentBefore,
  { client, ownWords }: Answering,
): Promise<void> => {
  try {
    const parts = await ownWords.partsOf(messageId);
    const standing = parts ? await standingParts(client, parts.to, parts.texts) : [];
    const named = externalIds.filter(isId);
    for (const id of [...new Set([...named, ...standing])].toReversed()) await client.writer.deletePost(id);
  } catch (cause) {
    if (!(cause instanceof TemporaryError)) throw cause;
    throw new TemporaryError(
      'X did not say that it is deleted; all or a part of it may still stand there. Try again in a moment.',
      { cause },
    );
  }
};
