import type { Heard, Listening } from '@filo/connector';
import type { HeldPost } from '@filo/contracts';
import { history } from '../../../history.js';
import { saidAt } from './post-ids.js';

/** What cannot be told as a message: kept with all that it holds, for a human to see. */
export const unreadable = async (
  said: { id: string; created_at?: string | undefined },
  { blobs, account }: Pick<Listening, 'blobs' | 'account'>,
  {
    direction = 'inbound',
    externalId = said.id,
    post,
  }: { direction?: 'inbound' | 'outbound'; externalId?: string; post?: HeldPost } = {},
): Promise<Heard> => {
  const sortAt = saidAt(said);
  return {
    type: 'quarantined',
    externalId,
    cause: 'unreadable',
    reason: 'This does not have the shape that posts and messages at X have.',
    why: [{ code: 'strange-shape', with: { network: 'X' } }],
    raw: await blobs.put(Buffer.from(JSON.stringify(said))),
    envelope: post === undefined ? {} : { post },
    history: history(sortAt, account),
    sortAt,
    arrival: { via: 'api' },
    direction,
  };
};
