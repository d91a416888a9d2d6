import type { OkRequest, ReplyCreate } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { isEmptied, isRemoved } from '../deletions/is-emptied.js';
import { DomainError } from '../http/domain-error.js';

export interface HeldOk {
  id: string;
  state: OkRequest['state'];
  authorId: string;
  authorName: string;
  accountGroupId: string;
  threadId: string | null;
  messageId: string;
  /** The answered post holds nothing any more; `removed`: since it was kept for long enough, so that it may still stand at its network. */
  gone: boolean;
  removed: boolean;
  /** Whoever wrote it may not answer here any more. */
  authorGone: boolean;
  reply: ReplyCreate;
  digest: string;
}

export const readOkRequest = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  id: string,
): Promise<HeldOk> => {
  const [held] = (await db.query(reading, [id, accountGroupIds])) as HeldOk[];
  if (held) return held;
  throw new DomainError('not-found', 'There is no answer with this id that you may see.');
};

/** Takes the request for this transaction, before anything else: whoever decides on it, edits it or takes it back at the same time comes after. */
export const lockOkRequest = async (db: Queryable, reader: Reader, id: string): Promise<HeldOk> => {
  await db.query(`select from ok_request r where r.id = $1 and ${visibleTo('r', '$2')} for update`, [
    id,
    reader.accountGroupIds,
  ]);
  return readOkRequest(db, reader, id);
};

/** Refuses what was decided meanwhile. */
export const needState = ({ state }: HeldOk, ...states: readonly HeldOk['state'][]): void => {
  if (states.includes(state)) return;
  throw new DomainError('not-waiting', `Nothing was changed: ${become[state]}.`);
};

/** Refuses what is not what the agent read. */
export const needDigest = (held: HeldOk, digest: string): void => {
  if (held.digest === digest) return;
  throw new DomainError(
    'not-as-read',
    'Nothing was sent: the answer was changed since you read it. Read it again, then decide.',
  );
};

const become: Record<HeldOk['state'], string> = {
  waiting: 'the answer waits for an OK',
  returned: 'a colleague gave the answer back to its author',
  sent: 'a colleague gave the OK, and the answer left',
  withdrawn: 'its author took the answer back',
};

/** Of a request `r`. */
export const authorGone = `not exists (
  select from agent_access may join agent who on who.id = may.agent_id
  where who.id = r.agent_id and may.account_group_id = r.account_group_id and who.disabled_at is null)`;

const reading = `
select r.id, r.state, r.agent_id as "authorId", author.name as "authorName", r.account_group_id as "accountGroupId",
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId",
  m.id as "messageId", ${isEmptied('m')} as gone, ${isRemoved('m')} as removed, ${authorGone} as "authorGone", r.reply, r.digest
from ok_request r join message m on m.id = r.answers_message_id join agent author on author.id = r.agent_id
where r.id = $1 and ${visibleTo('r', '$2')}`;
