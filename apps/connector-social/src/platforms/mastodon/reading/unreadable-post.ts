import type { Heard, Listening } from '@filo/connector';
import type { HeldPost } from '@filo/contracts';
import { z } from 'zod';
import { firstCredible } from '../../../credible-time.js';
import { history } from '../../../history.js';
import { postIdOf, threadingIdOf } from './post-ids.js';

/** The little that a post has to have to be kept: an id that it is known by again. */
const listed = z.object({
  id: z.string().min(1).max(200),
  status: z
    .object({ id: z.string().min(1).max(200), visibility: z.unknown() })
    .optional()
    .catch(undefined),
  createdAt: z.iso.datetime({ offset: true }).catch(() => new Date().toISOString()),
});

/** What is not as posts are: kept with all that it holds, for a human to see. */
export const unreadablePost = async (
  told: unknown,
  instance: string,
  { blobs, account }: Pick<Listening, 'blobs' | 'account'>,
): Promise<Heard | undefined> => {
  const parsed = listed.safeParse(told);
  if (!parsed.success) return undefined;
  const { id, status, createdAt } = parsed.data;
  const sortAt = firstCredible(createdAt);
  const externalId = status ? threadingIdOf(instance, status.id) : `${instance}/notifications/${id}`;
  return {
    type: 'quarantined',
    externalId,
    cause: 'unreadable',
    reason: 'This post does not have the shape that posts at Mastodon have.',
    why: [{ code: 'strange-shape', with: { network: 'Mastodon' } }],
    raw: await blobs.put(Buffer.from(JSON.stringify(told))),
    envelope: postIdOf(instance, externalId) === undefined ? {} : { post: readersOf(status?.visibility) },
    history: history(sortAt, account),
    sortAt,
    arrival: { via: 'api' },
    direction: 'inbound',
  };
};

/** A direct post, too, is there for whom it names, and gone once its author deleted it; so may be one that does not say who reads it. */
const readersOf = (visibility: unknown): HeldPost =>
  visibility === 'public' || visibility === 'unlisted' ? 'everybody' : 'followers';
