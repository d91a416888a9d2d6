import type { DraftContent } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import type { HeldMessage } from '../replies/hold-back-message.js';
import { readVersion } from '../threads/version-of.js';

interface Ended {
  content: DraftContent | null;
  uploadIds: string[];
  /** The version of the thread with the message. */
  seen: number | null;
}

/**
 * Makes the words of a message that is held back a draft of its author again, under an id of its own: the former one is used up. It is as its writer left it, with
 * recipients and files; of what was sent without a draft the words alone. What came into the thread meanwhile is still news to it.
 */
export const draftOfHeld = async (
  db: Queryable,
  reader: Reader,
  { message, threadId }: { message: HeldMessage; threadId: string | undefined },
): Promise<string> => {
  const id = newId();
  const agentId = message.authorId ?? reader.agentId;
  const ended = await endedDraft(db, agentId, message.id);
  const content = await answering(db, message, ended?.content ?? (await contentOfMessage(db, message.id)));
  const version = threadId && (await readVersion(db, threadId, reader.accountGroupIds));
  // How far its author had read is known of them alone.
  const isLast = agentId === reader.agentId && ended?.seen != null && ended.seen === version;
  await db.query(
    `insert into draft (agent_id, id, anchor_identity_id, mode, device, seq, content, upload_ids)
     values ($1, $2, $3, 'reply', '', 0, $4::jsonb, $5::uuid[])`,
    [
      ...[agentId, id, message.anchorIdentityId],
      ...[JSON.stringify(isLast ? { ...content, baseVersion: version } : content), ended?.uploadIds ?? []],
    ],
  );
  return id;
};

const endedDraft = async (db: Queryable, agentId: string, messageId: string): Promise<Ended | undefined> => {
  const [ended] = (await db.query(
    `select d.content, d.upload_ids as "uploadIds", d.seen::float8 as seen
     from idempotency i join draft d on d.agent_id = i.agent_id and d.id::text = i.key
     where i.agent_id = $1 and i.message_id = $2`,
    [agentId, messageId],
  )) as Ended[];
  return ended;
};

/** It still answers what it answered, whatever came since. */
const answering = async (
  db: Queryable,
  { id }: HeldMessage,
  content: DraftContent,
): Promise<DraftContent> => {
  const [message] = (await db.query(
    `select a.id from message m join message a on a.id = m.answers_message_id where m.id = $1`,
    [id],
  )) as { id: string }[];
  if (message || content.begins) return { ...content, answersMessageId: message?.id ?? null };
  return { ...content, answersMessageId: null, begins: await begunBy(db, id) };
};

/** What answered none began a matter, also where it was sent without a draft. */
const begunBy = async (db: Queryable, messageId: string): Promise<DraftContent['begins']> => {
  const [begun] = (await db.query(
    `select m.anchor_identity_id as "identityId", coalesce(m.subject, '') as subject from message m
     where m.id = $1 and m.channel = 'email' and m.answers_message_id is null`,
    [messageId],
  )) as { identityId: string; subject: string }[];
  return begun ?? null;
};

const contentOfMessage = async (db: Queryable, messageId: string): Promise<DraftContent> => {
  const [{ text }] = (await db.query('select new_text as text from message where id = $1', [messageId])) as [
    { text: string },
  ];
  return {
    text,
    ...{
      doc: null,
      pictures: {},
      answersMessageId: null,
      begins: null,
      writtenFor: null,
      accountId: null,
      to: null,
      cc: [],
      attachments: [],
      alts: {},
      split: false,
    },
    ...{
      readers: null,
      contentWarning: null,
      language: null,
      promise: null,
      signature: null,
      noCard: false,
      mentions: [],
      asWritten: false,
      baseVersion: null,
      baseAt: null,
    },
  };
};
