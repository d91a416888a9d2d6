import type { TakenUp } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { readStoredMessage } from '../automatic-mail/read-stored-message.js';
import { ShowBoard } from '../board/show-board.js';
import { newId } from '../database/new-id.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { ownIds } from '../ingest/own-ids.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import type { Undoing } from '../undoing/undoing.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';
import { raiseListened, takeListened } from './raise-listened.js';

/**
 * An agent sees to a post that nobody said to us: it gets a person, a thread and a topic, which is theirs unless a colleague has that matter
 * already. Done twice, nothing happens twice: whoever comes second is shown what the first one took up.
 */
@Injectable()
export class TakeUpPost {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keyring: TokenKeyring,
    private readonly showBoard: ShowBoard,
  ) {}

  /** The post that this card shows, or another one of its storm. It can be given up by what `undoing` is told, unless a colleague has that matter. */
  run(
    reader: Reader,
    stormId: string,
    { voiceId, undoing }: { voiceId?: string | undefined; undoing: Undoing },
  ): Promise<TakenUp> {
    return inTransaction(this.dataSource, async (db) => {
      const card = await this.showBoard.one(reader, stormId, db);
      if (!card) throw new DomainError('not-found', 'There is no card with this id that you may see.');
      const messageId = voiceId ?? card.messageId;
      if (voiceId !== undefined && !(await isVoice(db, reader, { stormId, messageId })))
        throw new DomainError('not-found', 'This card has no such post that you may see.');
      const change = await takeUp(db, reader, { messageId, keyring: this.keyring });
      if (change !== undefined) undoing.made(change);
      const after = await standing(db, messageId);
      if (after) return { ...after, messageId };
      throw new DomainError(
        'not-a-person',
        'Nothing was changed: an address of ours said this, and we are nobody’s thread.',
      );
    });
  }
}

const isVoice = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  { stormId, messageId }: { stormId: string; messageId: string },
): Promise<boolean> => {
  const rows = await db.query(
    `select from public_post p join message m on m.id = p.message_id
     where p.message_id = $1 and p.storm_id = $2 and ${visibleTo('m', '$3')}`,
    [messageId, stormId, accountGroupIds],
  );
  return (rows as unknown[]).length > 0;
};

/**
 * Places the post, once; one that is placed already stays where it is, and one that the reader may not see is as none. Resolves with what made the
 * matter the reader's; undefined: it is somebody else's.
 */
export const takeUp = async (
  db: Queryable,
  reader: Reader,
  { messageId, keyring }: { messageId: string; keyring: TokenKeyring },
): Promise<string | undefined> => {
  if ((await takeListened(db, [messageId], reader.accountGroupIds)).length === 0) return undefined;
  const stored = await readStoredMessage(db, reader, messageId);
  // Somebody sees to it now, however old it is.
  const event = { ...stored.event, history: false };
  const ids = ownIds(keyring.keys);
  const { agentId } = reader;
  const { messages, topics } = await raiseListened(db, [{ ...stored, event }], {
    ids,
    actor: `agent:${agentId}`,
  });
  const topicId = messages[0]?.topic_id;
  if (!topicId) return undefined;
  const opened = topics.some(({ id }) => id === topicId);
  const changeId = newId();
  const isMine = opened || !(await isAssigned(db, topicId));
  if (isMine) await assignTo(db, reader, { messageId, topicId, changeId });
  await recordAudit(db, { id: changeId, agentId, kind: 'post-taken-up', subjectId: messageId });
  return isMine ? changeId : undefined;
};

const assignTo = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  { messageId, topicId, changeId }: { messageId: string; topicId: string; changeId: string },
): Promise<void> => {
  const { threadId: personId } = (await standing(db, messageId))!;
  const action = { kind: 'assign' as const, agentId, topicId };
  await applyTopicAction(db, { personId, accountGroupIds, agentId, action, changed: { changeId } });
};

/** The post joins a matter of its author that is alive: nobody loses theirs because a colleague saw to a remark. */
const isAssigned = async (db: Queryable, topicId: string): Promise<boolean> => {
  const rows = await db.query('select 1 from topic where id = $1 and assignee_id is not null', [topicId]);
  return (rows as unknown[]).length > 0;
};

const standing = async (
  db: Queryable,
  messageId: string,
): Promise<{ threadId: string; topicId: string } | undefined> => {
  const [found] = (await db.query(
    `select l.person_id as "threadId", m.topic_id as "topicId" from message m
     join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
     where m.id = $1 and m.topic_id is not null`,
    [messageId],
  )) as { threadId: string; topicId: string }[];
  return found;
};
