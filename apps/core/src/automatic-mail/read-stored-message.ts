import type { MessageReceived } from '@filo/contracts';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { Claimed } from '../ingest/intake.js';

export interface StoredMessage extends Claimed {
  topicId: string | null;
  /** Whose thread it stands in, or would. */
  anchorIdentityId: string;
}

/**
 * A stored message as ingest knows it, with all that placing looks at; its words and files stay where they are. Throws
 * `not-found` for what the reader may not act on.
 */
export const readStoredMessage = async (
  db: Queryable,
  reader: Pick<Reader, 'accountGroupIds'>,
  id: string,
): Promise<StoredMessage> => {
  const [row] = (await db.query(reading, [id, reader.accountGroupIds])) as {
    event: MessageReceived;
    account: Claimed['account'];
    topicId: string | null;
    anchorIdentityId: string;
  }[];
  if (!row) throw new DomainError('not-found', 'There is no message with this id that you may see.');
  return { messageId: id, ...row };
};

const refOf = (alias: string): string => `json_build_object('kind', ${alias}.kind, 'key', ${alias}.key)`;

/** What our signed token named is not stored as such, but the message that it led to is: that answer stays the first. */
const reading = `
select m.topic_id as "topicId", m.anchor_identity_id as "anchorIdentityId", json_build_object(
    'v', 1, 'type', 'message', 'eventId', m.id, 'channel', m.channel, 'accountId', m.account_id, 'externalId', m.id,
    'direction', m.direction, 'history', m.history, 'class', m.class, 'audience', m.audience,
    'author', ${refOf('author')}, 'replyTo', ${refOf('answer_to')},
    'authorProof', json_build_object('verdict', m.proof, 'reason', coalesce(m.proof_reason, '')),
    'participants', coalesce((
      select json_agg(json_build_object('role', p.role, 'identity', ${refOf('i')}))
      from participant p join identity i on i.id = p.identity_id where p.message_id = m.id), '[]'),
    'subject', m.subject, 'text', '', 'newText', '', 'attachments', json_build_array(),
    'threadingId', m.threading_id, 'references', m.reference_ids,
    'inReplyTo', case when answered.threading_id is null then m.in_reply_to else answered.threading_id || m.in_reply_to end,
    'replyTokens', json_build_array(), 'marks', m.marks, 'reports', json_build_array(), 'vouched', json_build_array(), 'facts', json_build_object(),
    'sortAt', m.sort_at, 'arrival', json_build_object('via', 'api')) as event,
  json_build_object('id', m.account_id, 'accountGroupId', m.account_group_id,
    'onePerSubject', coalesce((a.settings ->> 'topicPerSubject')::boolean, false), 'confirmAddress', false) as account
from message m
join identity author on author.id = m.author_identity_id
join identity answer_to on answer_to.id = coalesce(m.reply_identity_id, m.author_identity_id)
left join message answered on answered.id = m.answers_message_id
left join account a on a.id = m.account_id
where m.id = $1 and ${visibleTo('m', '$2')}`;
