import type { Heard, Listening } from '@filo/connector';
import { history } from '../../../history.js';
import { saidAt } from './post-ids.js';

/** What cannot be told as a message: kept with all that it holds, for a human to see. */
export const unreadable = async (
  said: { id: string; created_at?: string | undefined; sender_id?: string },
  { blobs, account }: Pick<Listening, 'blobs' | 'account'>,
  direction: 'inbound' | 'outbound' = 'inbound',
): Promise<Heard> => {
  const sortAt = saidAt(said);
  return {
    type: 'quarantined',
    externalId: said.sender_id === undefined ? said.id : `dm:${said.id}`,
    cause: 'unreadable',
    reason: 'This does not have the shape that posts and messages at X have.',
    why: [{ code: 'strange-shape', with: { network: 'X' } }],
    raw: await blobs.put(Buffer.from(JSON.stringify(said))),
    envelope: {},
    history: history(sortAt, account),
    sortAt,
    arrival: { via: 'api' },
    direction,
  };
};
