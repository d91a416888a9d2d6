import type { OkRequest } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { everPersonsOf, isSame, keyReused, type KeyClaim } from '../replies/idempotency.js';
import type { ReplyWanted } from '../replies/prepare-reply.js';

/** An answer is one intended message, whether it is sent at once or asked an OK for: both ways claim the same key with the same words. */
export const claimOf = (
  { agentId }: Pick<Reader, 'agentId'>,
  {
    idempotencyKey: key,
    personId,
    reply,
  }: Pick<ReplyWanted, 'personId' | 'reply'> & { idempotencyKey: string },
): KeyClaim => ({ agentId, key, personId, request: ['reply', reply] });

type EarlierRequest = Pick<OkRequest, 'id' | 'state' | 'messageId'>;

/**
 * The request that asked an OK under this key; refuses where it asked for another answer, or was taken back, so that nobody takes it for sent. To be read once
 * the key is taken.
 */
export const earlierRequest = async (db: Queryable, claim: KeyClaim): Promise<EarlierRequest | undefined> => {
  const [earlier] = (await db.query(reading, [claim.agentId, claim.key])) as (EarlierRequest & {
    requestHash: string;
    personIds: string[];
  })[];
  if (!earlier || (earlier.state !== 'withdrawn' && isSame(claim, earlier))) return earlier;
  throw keyReused();
};

/** What became of an answer that was asked an OK for under this key: the message that it is by now. Refuses to send beside it what waits. */
export const sentByOk = async (db: Queryable, claim: KeyClaim): Promise<string | undefined> => {
  const earlier = await earlierRequest(db, claim);
  if (!earlier) return undefined;
  if (earlier.messageId !== null) return earlier.messageId;
  throw new DomainError(
    'conflict',
    'Nothing was sent: a colleague was asked for their OK to this very answer, and it waits for that.',
    { reason: 'waits-for-ok', okRequestId: earlier.id },
  );
};

const reading = `
select r.id, r.state, r.message_id as "messageId", r.request_hash as "requestHash",
  ${everPersonsOf('r.answers_message_id')} as "personIds"
from ok_request r where r.agent_id = $1 and r.key = $2`;
