import type { Queryable } from '../database/queryable.js';

/** Ends the sessions of an agent; whoever asks tells {@link SessionEnds} of it after the commit. */
export const endSessions = async (db: Queryable, agentId: string): Promise<void> => {
  await db.query('delete from session where agent_id = $1', [agentId]);
};
