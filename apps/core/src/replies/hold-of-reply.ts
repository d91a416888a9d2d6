import type { ReplyCreate } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** Waiting irritates where people talk to and fro: a direct message on a network leaves at once. What everybody reads does not. */
export const mayBeHeld = ({
  audience,
  replyIdentity,
}: Pick<AnsweredMessage, 'audience'> & { replyIdentity: { kind: string } }): boolean =>
  audience === 'public' || replyIdentity.kind === 'mail';

/** Until when an answer is held, so that its author can hold it back; undefined: it leaves at once. */
export const holdOfReply = async (
  db: Queryable,
  agentId: string,
  { reply, answered, now }: { reply: ReplyCreate; answered: AnsweredMessage; now: Date },
): Promise<Date | undefined> => {
  if (reply.undo !== true || !mayBeHeld(answered)) return undefined;
  const [agent] = (await db.query('select undo_seconds as seconds from agent where id = $1', [agentId])) as {
    seconds: number;
  }[];
  return agent && agent.seconds > 0 ? new Date(now.getTime() + agent.seconds * 1_000) : undefined;
};
