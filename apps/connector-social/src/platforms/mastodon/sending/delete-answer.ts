import { PermanentError, TemporaryError, type SentBefore } from '@filo/connector';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';

/** Deletes our answer in all its parts, the last first. */
export const deleteAnswer = async ({ externalIds }: SentBefore, client: MastodonClient): Promise<void> => {
  const ids = externalIds.flatMap((externalId) => postIdOf(client.login.instance, externalId) ?? []);
  if (ids.length === 0 || ids.length < externalIds.length) {
    throw new PermanentError(
      'not-known',
      `Nobody knows under which id it was posted at ${client.login.instance}; it may stand there. Look there, and delete it there.`,
    );
  }
  try {
    for (const id of ids.toReversed()) await client.delete(id);
  } catch (cause) {
    if (!(cause instanceof TemporaryError)) throw cause;
    throw new TemporaryError(
      'The instance did not say that it is deleted; all or a part of it may still stand there. Try again in a moment.',
      { cause, why: { code: 'not-said-deleted', with: { network: client.login.host } } },
    );
  }
};
