import { createHash } from 'node:crypto';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/**
 * Claims a key for one request in the transaction of its work. Resolves with undefined when the work is to be done now, or
 * with the message it made earlier. A second request with the same key waits here for the first. Throws when the key was
 * used for another request. Without a key there is nothing to claim.
 */
export const claimKey = async (
  db: Queryable,
  claim: { agentId: string; key: string | undefined; request: unknown },
): Promise<string | undefined> => {
  if (claim.key === undefined) return undefined;
  const hash = createHash('sha256').update(JSON.stringify(claim.request)).digest('base64url');
  const [mine] = await db.query(
    `insert into idempotency (agent_id, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key`,
    [claim.agentId, claim.key, hash],
  );
  if (mine) return undefined;
  const [earlier] = (await db.query(
    'select request_hash, message_id from idempotency where agent_id = $1 and key = $2',
    [claim.agentId, claim.key],
  )) as { request_hash: string; message_id: string | null }[];
  if (earlier?.request_hash !== hash || earlier.message_id === null) {
    throw new DomainError(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Nothing was sent now; send again with a new key.',
    );
  }
  return earlier.message_id;
};

export const keepAnswer = async (
  db: Queryable,
  { agentId, key }: { agentId: string; key: string | undefined },
  messageId: string,
): Promise<void> => {
  if (key === undefined) return;
  await db.query('update idempotency set message_id = $3 where agent_id = $1 and key = $2', [
    agentId,
    key,
    messageId,
  ]);
};
