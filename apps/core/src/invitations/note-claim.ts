import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { isOver } from './read-invitations.js';

interface Noted {
  accountGroupId: string;
  threadId: string | null;
}

/** Whoever wrote this by the form on the page of an invitation says to be whom it invited: agents read so at once, and nobody is joined by it. */
export const noteClaim = async (
  db: Queryable,
  { invitationId, messageId }: { invitationId: string; messageId: string },
): Promise<void> => {
  const [noted] = (await db.query(noting, [messageId, invitationId])) as Noted[];
  if (!noted) return;
  const { accountGroupId, threadId } = noted;
  await recordLive(db, [
    { accountGroupId, kind: 'message', data: { threadId, messageId, change: 'changed' } },
    { accountGroupId, kind: 'proofs', data: {} },
  ]);
};

const noting = `
with noted as (
  insert into invitation_claim (message_id, invitation_id, identity_id, said_at)
  select m.id, v.id, m.author_identity_id, m.sort_at from message m join invitation v on v.id = $2
  where m.id = $1 and m.account_group_id = v.account_group_id and not ${isOver('v')}
  on conflict do nothing returning message_id)
select m.account_group_id as "accountGroupId",
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId"
from noted join message m on m.id = noted.message_id`;
