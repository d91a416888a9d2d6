import { createHash } from 'node:crypto';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** One intended message, which the same agent may ask for again. */
export interface KeyClaim {
  agentId: string;
  key: string | undefined;
  /** To whom it is written, as they are known now. */
  personId: string;
  /** All else that was asked for. */
  request: readonly unknown[];
}

/**
 * Claims a key for one request in the transaction of its work. Resolves with undefined when the work is to be done now, or
 * with the message it made earlier. A second request with the same key waits here for the first. Throws when the key was
 * used for another request. Without a key there is nothing to claim.
 *
 * The same request may name another person by now, since a merge or split moved whom it was written to: it is the same if
 * both were persons of the identity in whose thread the message stands.
 */
export const claimKey = async (db: Queryable, claim: KeyClaim): Promise<string | undefined> => {
  if (claim.key === undefined || (await takeKey(db, claim))) return undefined;
  return earlierMessage(db, claim);
};

/** Whether the key was free; whoever takes the same one meanwhile waits here. */
export const takeKey = async (db: Queryable, claim: KeyClaim): Promise<boolean> => {
  const hash = hashOf(claim, claim.personId);
  const [mine] = await db.query(
    `insert into idempotency (agent_id, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key`,
    [claim.agentId, claim.key, hash],
  );
  return mine !== undefined;
};

/** The message that was made under a key which is taken. */
export const earlierMessage = async (db: Queryable, claim: KeyClaim): Promise<string> => {
  const [earlier] = (await db.query(reading, [claim.agentId, claim.key])) as Earlier[];
  if (earlier?.messageId != null && isSame(claim, earlier)) return earlier.messageId;
  throw keyReused();
};

export const keyReused = (): DomainError =>
  new DomainError(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request. Nothing was sent now; send again with a new key.',
  );

interface Earlier {
  requestHash: string;
  messageId: string | null;
  /** All who ever were the person of its thread. */
  personIds: string[];
}

/** All who ever were the person of the thread in which a message stands; `messageId` is an expression of its id. */
export const everPersonsOf = (messageId: string): string => `array(
  select distinct l.person_id::text from message m join link l on l.identity_id = m.anchor_identity_id where m.id = ${messageId})`;

const reading = `
select i.request_hash as "requestHash", i.message_id as "messageId", ${everPersonsOf('i.message_id')} as "personIds"
from idempotency i where i.agent_id = $1 and i.key = $2`;

/** Whether it is the request that was made earlier. */
export const isSame = (
  claim: KeyClaim,
  { requestHash, personIds }: Pick<Earlier, 'requestHash' | 'personIds'>,
): boolean =>
  requestHash === hashOf(claim, claim.personId) ||
  (personIds.includes(claim.personId) && personIds.some((id) => hashOf(claim, id) === requestHash));

export const hashOf = ({ request: [kind, ...rest] }: KeyClaim, personId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, personId, ...rest]))
    .digest('base64url');

export const keepAnswer = async (
  db: Queryable,
  { agentId, key }: KeyClaim,
  messageId: string,
): Promise<void> => {
  if (key === undefined) return;
  await db.query('update idempotency set message_id = $3 where agent_id = $1 and key = $2', [
    agentId,
    key,
    messageId,
  ]);
};
