import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

/**
 * A draft whose send claims its id as key is over, in the transaction of the send: everywhere it vanishes, and a save that comes late meets its
 * row. What it held stays for as long as the send can be held back.
 */
export const endDraft = async (
  db: Queryable,
  { agentId, sessionKey }: Reader,
  /** `version`: that the thread has with the message, for a draft that may come back. */
  { key, version }: { key: string | undefined; version?: number | undefined },
): Promise<void> => {
  // A program without a page of ours chooses keys by its own rules, and saves no drafts.
  if (sessionKey === undefined || !z.uuid().safeParse(key).success) return;
  await endOwnDraft(db, { agentId, id: key!, version });
};

/** The same of a draft that is known to be one. */
export const endOwnDraft = async (
  db: Queryable,
  { agentId, id, version }: { agentId: string; id: string; version: number | undefined },
): Promise<void> => {
  await db.query(
    `insert into draft (agent_id, id, mode, state, device, seq, seen) values ($1, $2, 'reply', 'sent', '', 0, $3)
     on conflict (agent_id, id) do update set state = 'sent', seen = $3, reply = null, send_at = null, notice = null, changed_at = clock_timestamp()`,
    [agentId, id, version ?? null],
  );
  await recordLive(db, [{ accountGroupId: null, kind: 'drafts', data: { agentId } }]);
};
