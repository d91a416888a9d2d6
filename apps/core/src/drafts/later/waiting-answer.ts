import type { ReplyCreate } from '@filo/contracts/http';
import type { Queryable } from '../../database/queryable.js';
import { publicPaused } from '../../public-pause/public-paused.js';
import type { SeenWords } from './seen-words.js';

/** An answer that is scheduled, named by its author and draft. */
export interface AnswerKey {
  agentId: string;
  id: string;
}

export interface WaitingAnswer {
  anchorIdentityId: string;
  reply: ReplyCreate;
  /** The version of the thread that its author saw, and what stood in it. */
  version: number;
  seen: SeenWords;
  since: string;
  /** From which of our accounts it was to leave; null: what was scheduled before this was kept. */
  accountId: string | null;
}

/** What of its row makes it a draft again, which leaves only when it is sent. */
export const draftAgain = `state = 'open', reply = null, send_at = null, account_id = null, tried_at = null, revision = revision + 1, changed_at = clock_timestamp()`;

const columns = `d.anchor_identity_id as "anchorIdentityId", d.reply, d.account_id as "accountId", d.seen::float8 as version, d.changed_at::text as since,
  json_build_object('identityIds', d.seen_identity_ids, 'ids', d.seen_ids) as seen`;

const of = `from draft d where d.agent_id = $1 and d.id = $2 and d.state = 'scheduled'`;

/** An answer as it waits for its time; undefined when it does not, or not any more. */
export const readWaiting = async (
  db: Queryable,
  { agentId, id }: AnswerKey,
): Promise<WaitingAnswer | undefined> => {
  const [waiting] = (await db.query(`select ${columns} ${of}`, [agentId, id])) as WaitingAnswer[];
  return waiting;
};

/** The same, locked: whoever cancels it now comes after. Undefined also when it was put off meanwhile and is not due, or is paused, unless it goes `now`. */
export const lockWaiting = async (
  db: Queryable,
  { agentId, id, now }: AnswerKey & { now: boolean },
): Promise<WaitingAnswer | undefined> => {
  const [waiting] = (await db.query(
    `select ${columns} ${of} and ($3 or (d.send_at <= clock_timestamp() and not (d.in_public and ${publicPaused}))) for update`,
    [agentId, id, now],
  )) as WaitingAnswer[];
  return waiting;
};
