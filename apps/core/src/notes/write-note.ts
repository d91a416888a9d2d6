import type { NoteCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { endDraft } from '../drafts/end-draft.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { claimKey, keepAnswer } from '../replies/idempotency.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { findTopic, type FoundTopic } from '../topics/find-topic.js';
import { placeWritten } from '../topics/place-written.js';
import { settleTopics } from '../topics/settle-topics.js';
import { nameMentions, type KeptMention } from './name-mentions.js';

/** Writes an internal message into a topic: nobody outside reads it, and it does not count as an answer. */
@Injectable()
export class WriteNote {
  constructor(private readonly dataSource: DataSource) {}

  run(
    reader: Reader,
    request: { personId: string; note: NoteCreate; idempotencyKey: string | undefined },
  ): Promise<string> {
    const { personId, note, idempotencyKey: key } = request;
    return inTransaction(this.dataSource, async (db) => {
      const claim = { agentId: reader.agentId, key, personId, request: ['note', note] };
      const earlier = await claimKey(db, claim);
      if (earlier !== undefined) return earlier;
      const id = await addNote(db, reader, { personId, note });
      await keepAnswer(db, claim, id);
      await endDraft(db, reader, { key });
      return id;
    });
  }
}

/** In the transaction of a caller, who may hold the lock of the thread; resolves with the id of the note. */
export const addNote = async (
  db: Queryable,
  reader: Reader,
  { personId, note }: { personId: string; note: NoteCreate },
): Promise<string> => {
  await lockThreads(db, [personId]);
  const topic = await findTopic(db, reader, { personId, topicId: note.topicId });
  if (!topic) throw nothingWritten();
  const mentions = await nameMentions(db, note.mentions);
  const id = await storeNote(db, reader, { topic, text: note.text, mentions });
  await settleTopics(db, { messageIds: [id] });
  await projectThreads(db, {
    personIds: [personId],
    bump: false,
    in: new Map([[personId, [topic.accountGroupId]]]),
  });
  await recordLive(db, [
    {
      accountGroupId: topic.accountGroupId,
      kind: 'message',
      data: { threadId: personId, messageId: id, change: 'added' },
    },
  ]);
  const data = mentions ? { mentions: mentions.map(({ type, id: named }) => ({ type, id: named })) } : {};
  await recordAudit(db, { agentId: reader.agentId, kind: 'note-written', subjectId: id, data });
  return id;
};

const storeNote = async (
  db: Queryable,
  { agentId }: Reader,
  { topic, text, mentions }: { topic: FoundTopic; text: string; mentions: KeptMention[] | null },
): Promise<string> => {
  const id = uuidv7();
  await db.query(
    `with written as (
       insert into message (id, channel, account_group_id, direction, class, anchor_identity_id, author_agent_id, topic_id,
         audience, text, new_text, sort_at, mentions)
       values ($1, 'note', $2, 'note', 'human', $3, $4, $5, 'private', $6, $6, clock_timestamp(), $7::jsonb) returning id, topic_id)
     ${placeWritten}`,
    [
      ...[id, topic.accountGroupId, topic.anchorIdentityId, agentId, topic.id, text],
      mentions && JSON.stringify(mentions),
    ],
  );
  return id;
};

const nothingWritten = (): DomainError =>
  new DomainError(
    'unknown-reference',
    'Nothing was written: this thread holds no such topic to write into.',
    { reason: 'no-such-topic' },
  );
