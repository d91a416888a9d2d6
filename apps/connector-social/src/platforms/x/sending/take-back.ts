import { PermanentError, TemporaryError, type SentBefore } from '@filo/connector';
import { isId } from '../reading/post-ids.js';
import { standingParts, type Answering } from './say-answer.js';

/**
 * Deletes our answer in all its parts: what the receipts named, and what stands there by its words, since an attempt may have
 * ended without a receipt. The last goes first: parts are looked for from the first on, and a cut leaves none behind. Where nothing
 * was named and nothing is found, nobody knows that nothing stands there: X shows a post late, and an account's list ends somewhere.
 */
export const takeBack = async (
  { messageId, externalIds }: SentBefore,
  { client, ownWords }: Answering,
): Promise<void> => {
  if (externalIds.some((id) => id.startsWith('dm:'))) throw onlyOurCopy();
  try {
    const parts = await ownWords.partsOf(messageId);
    const standing = parts ? await standingParts(client, parts.to, parts.texts) : [];
    const ids = [...new Set([...externalIds.filter(isId), ...(parts?.found ?? []), ...standing])];
    if (ids.length === 0) throw notKnown();
    if (standing.length > 0) await ownWords.noteFound(messageId, ids);
    for (const id of ids.toReversed()) await client.writer.deletePost(id);
  } catch (cause) {
    if (!(cause instanceof TemporaryError)) throw cause;
    throw new TemporaryError(
      'X did not say that it is deleted; all or a part of it may still stand there. Try again in a moment.',
      { cause, why: { code: 'not-said-deleted', with: { network: 'X' } } },
    );
  }
};

/** X deletes a message "for yourself" (docs/decisions/0033). */
const onlyOurCopy = () =>
  new PermanentError(
    'only-our-copy',
    'X would delete our own copy of a direct message alone, and whoever it was sent to keeps theirs; nothing was deleted.',
  );

const notKnown = () =>
  new PermanentError(
    'not-known',
    'Nobody knows under which id it was posted at X, and it is not found there; it may stand there all the same. Look there, and delete it there.',
  );
