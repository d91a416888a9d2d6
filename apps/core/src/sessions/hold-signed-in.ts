import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/**
 * Refuses whoever was signed out since they were let in, and holds off a deactivation and a new password until the caller's
 * transaction ends: what gives access anew must not outlive the one that ends all access.
 */
export const holdSignedIn = async (
  db: Queryable,
  { agentId, sessionKey }: Pick<Reader, 'agentId' | 'sessionKey'>,
): Promise<void> => {
  await db.query('select from agent where id = $1 for share', [agentId]);
  // A statement of its own: only now it sees what was done by whoever held the agent. API tokens all end at once.
  const [still] = await db.query(
    `select from agent a where a.id = $1 and a.disabled_at is null
       and case when $2::bytea is null then exists (select from api_token t where t.agent_id = a.id)
         else exists (select from session s where s.id_hash = $2) end`,
    [agentId, sessionKey ?? null],
  );
  if (!still)
    throw new DomainError('not-signed-in', 'Nothing was made: you were signed out meanwhile. Sign in again.');
};
