import type { Queryable } from '../database/queryable.js';
import { hashSecret, newSecret } from './secrets.js';

/** Opens a session with a new id and resolves with its secret, which is stored nowhere. */
export const openSession = async (db: Queryable, agentId: string, userAgent: string): Promise<string> => {
  const secret = newSecret();
  await db.query(
    `insert into session (id_hash, agent_id, expires_at, user_agent) values ($1, $2, now() + interval '7 days', $3)`,
    [hashSecret(secret), agentId, userAgent.slice(0, 500)],
  );
  return secret;
};
