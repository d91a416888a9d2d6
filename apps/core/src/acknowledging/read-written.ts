import { isBlocked } from '../blocking/blocked-authors.js';
import type { Queryable } from '../database/queryable.js';
import { knownLanguage } from '../people-pages/known-language.js';
import type { Written } from './why-silent.js';
import type { AcknowledgementText } from '@filo/contracts/http';

/** A message, to whom its acknowledgement would go, and what its account says. */
export interface WrittenMessage extends Written {
  messageId: string;
  accountId: string;
  accountGroupId: string;
  anchorIdentityId: string;
  topicId: string;
  threadingId: string | null;
  texts: AcknowledgementText[];
  language: string | null;
  to: { id: string; kind: string; key: string };
}

/** To its author; where that is no address, such as a user of our site, to where they want the answer. Never to a `Reply-To` that a mail claims. */
const recipient = `case when author.kind = 'mail' then m.author_identity_id else coalesce(m.reply_identity_id, m.author_identity_id) end`;

/** To whom it would go, whose lock the rules need; undefined: the message is gone or stands in no topic. */
export const recipientOf = async (db: Queryable, messageId: string): Promise<string | undefined> => {
  const [row] = (await db.query(
    `select ${recipient} as id from message m join identity author on author.id = m.author_identity_id
     where m.id = $1 and m.topic_id is not null`,
    [messageId],
  )) as { id: string }[];
  return row?.id;
};

/** What the decision rests on; the caller holds the identity and the thread. */
export const readWritten = async (db: Queryable, messageId: string): Promise<WrittenMessage | undefined> => {
  const [row] = (await db.query(reading, [messageId])) as WrittenMessage[];
  return row;
};

const inHour = `said.at > clock_timestamp() - interval '1 hour'`;
const inDay = (column: string): string => `${column} > clock_timestamp() - interval '24 hours'`;

const reading = `
select m.id as "messageId", m.account_id as "accountId", m.account_group_id as "accountGroupId",
  m.anchor_identity_id as "anchorIdentityId", m.topic_id as "topicId", m.threading_id as "threadingId",
  i.kind, i.key, m.audience, m.class, m.proof, m.history, m.sort_at as "sortAt", s.on_since as "onSince", s.texts,
  not exists (select from message e where e.topic_id = m.topic_id and e.class = 'human' and e.direction <> 'note'
    and (e.sort_at, e.id) < (m.sort_at, m.id)) as "isFirstOfTopic",
  t.state = 'open' as "isOpen", i.ours as "isOurs", ${isBlocked('i')} as "isBlocked",
  i.bouncing_since is not null as "isBouncing", exists (select from workspace where sending_held) as "sendingHeld",
  (select count(*)::int from acknowledged said where said.identity_id = i.id and ${inDay('said.at')})
    + (select count(*)::int from proof_request p where p.identity_id = i.id and ${inDay('p.asked_at')}) as "mailsOfDay",
  (select count(*)::int from acknowledged said where ${inHour}) as "acknowledgedInHour",
  (select count(*)::int from acknowledged said where ${inHour} and said.account_group_id = m.account_group_id) as "acknowledgedOfGroup",
  ${knownLanguage('i.id', 'array[m.account_group_id]')} as language,
  json_build_object('id', i.id, 'kind', i.kind, 'key', i.key) as to
from message m join topic t on t.id = m.topic_id
join identity author on author.id = m.author_identity_id
join identity i on i.id = ${recipient}
join account a on a.id = m.account_id and a.state = 'active'
join acknowledgement s on s.account_id = m.account_id
where m.id = $1`;
