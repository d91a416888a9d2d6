import type { Queryable } from '../database/queryable.js';
import type { Reader } from './reader.js';

/** Of an agent `a`: who asks, and which account groups they may see. */
export const readerColumns = `a.id as "agentId", a.name, a.email, a.role, a.time_zone as "timeZone",
  array(select account_group_id from agent_access where agent_id = a.id) as "accountGroupIds"`;

/** An agent as they may act now, for what is done in their name while they are away; undefined when they are deactivated. */
export const readAgent = async (db: Queryable, agentId: string): Promise<Reader | undefined> => {
  const [reader] = (await db.query(
    `select ${readerColumns} from agent a where a.id = $1 and a.disabled_at is null`,
    [agentId],
  )) as Reader[];
  return reader;
};
