import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import type { SendingAccount } from '../replies/choose-account.js';
import { normaliseSubject } from '../topics/normalise-subject.js';
import { writeActions } from '../topics/write-actions.js';

interface MatterToOpen {
  anchorIdentityId: string;
  subject: string;
  account: Pick<SendingAccount, 'id' | 'accountGroupId'>;
  now: Date;
}

/** Opens the topic of a message that begins a matter; its state follows from the message. Resolves with its id. */
export const openMatter = async (
  db: Queryable,
  { anchorIdentityId, subject, account, now }: MatterToOpen,
): Promise<string> => {
  const id = newId();
  await db.query(
    `insert into topic (id, anchor_identity_id, subject, subject_key, account_id, account_group_id, opened_at, last_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $7, 'closed')`,
    [id, anchorIdentityId, subject, normaliseSubject(subject), account.id, account.accountGroupId, now],
  );
  return id;
};

/** Whoever begins a matter has it, so that the answer comes to them; one step with the message. */
export const takeMatter = (
  db: Queryable,
  { topicId, agentId, messageId }: { topicId: string; agentId: string; messageId: string },
): Promise<void> =>
  writeActions(db, {
    action: { kind: 'assign', topicId, agentId },
    agentId,
    topicIds: [topicId],
    withMessageId: messageId,
  });

/** A matter whose one message was held back was never begun. */
export const removeEmptyMatter = async (db: Queryable, topicId: string): Promise<void> => {
  await db.query(
    `delete from topic t where t.id = $1 and not exists (select from message m where m.topic_id = t.id)
       and not exists (select from action a where a.topic_id = t.id) and not exists (select from promise p where p.topic_id = t.id)`,
    [topicId],
  );
};
