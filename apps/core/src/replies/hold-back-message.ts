import type { HeldBack } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { removeEmptyMatter } from '../beginning/open-matter.js';
import type { Queryable } from '../database/queryable.js';
import { draftOfHeld } from '../drafts/draft-of-held.js';
import { ShowDrafts } from '../drafts/show-drafts.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { takeBackDirect } from '../invitations/direct/take-back-direct.js';
import { maySomeStand } from '../deliveries/may-some-stand.js';
import { isPaused } from '../outbox/waiting-of-account.js';
import { stopWaiting } from '../deliveries/taking-back/stop-waiting.js';
import { holdPeople } from '../people/hold-people.js';
import { holdLinks } from '../people/links/hold-links.js';
import { removeEmptyRows } from '../threads/remove-empty-rows.js';
import { projectThreads } from '../threads/project-threads.js';
import { recountTopics } from '../topics/recount-topics.js';
import { moveWords } from '../topics/twins/move-words.js';
import { judgeHoldBack, type HeldDelivery } from './judge-hold-back.js';
import { removeHeld } from './remove-held.js';

export interface HeldMessage {
  id: string;
  topicId: string | null;
  anchorIdentityId: string;
  /** The topic in which it was put, which was closed with it, and whose that is: somebody else's where their thread was parted meanwhile. */
  putIn: { topicId: string; anchorIdentityId: string } | null;
  accountGroupId: string;
  authorId: string | null;
  /** An agent wrote it, and it carries no secret. */
  isAnswer: boolean;
}

/**
 * Takes away a message that has not left: it was never said. Its words are a draft of its author again. The deliveries are locked, and `delivery.start`,
 * without whose go no connector sends a byte, changes the same rows: so either it is held back here, or it has left, and never both. Where one recipient of an answer has it
 * already, it is stopped for those who wait alone, and stays said.
 */
@Injectable()
export class HoldBackMessage {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drafts: ShowDrafts,
  ) {}

  run(reader: Reader, messageId: string): Promise<HeldBack> {
    return inTransaction(this.dataSource, async (db) => {
      await holdLinks(db);
      const message = await findHeld(db, reader, messageId);
      const people = await holdPeople(db, anchorsOf(message));
      const { authorId, isAnswer } = message;
      const isAuthor = authorId === reader.agentId;
      if (judgeHoldBack({ isAuthor, isAnswer }, await lockDeliveries(db, messageId)) === 'waiting')
        return { draft: null, stopped: await stopWaiting(db, reader, message) };
      const threadId = people.get(message.anchorIdentityId);
      const isInvitation = await takeBackDirect(db, reader, message);
      const draftId = isInvitation ? undefined : await draftOfHeld(db, reader, { message, threadId });
      await removeHeld(db, messageId);
      if (message.putIn) await removeEmptyMatter(db, message.putIn.topicId);
      await recount(db, message);
      await project(db, message, people);
      await tell(db, reader, { message, threadId });
      // What a colleague wrote is their draft again, which nobody else is shown.
      return {
        draft: draftId === undefined || !isAuthor ? null : await this.drafts.one(reader, draftId, db),
      };
    });
  }
}

const findHeld = async (db: Queryable, { accountGroupIds }: Reader, id: string): Promise<HeldMessage> => {
  const [message] = (await db.query(
    `select m.id, m.topic_id as "topicId", m.anchor_identity_id as "anchorIdentityId", m.account_group_id as "accountGroupId",
       m.author_agent_id as "authorId",
       m.author_agent_id is not null and m.class = 'human' and not exists (select from proof_request p where p.message_id = m.id) as "isAnswer",
       (select json_build_object('topicId', t.id, 'anchorIdentityId', t.anchor_identity_id) from action a join topic t on t.id = a.topic_id
        where a.message_id = m.id and a.kind = 'placed' order by a.at desc limit 1) as "putIn" from message m where m.id = $1 and ${visibleTo('m', '$2')}`,
    [id, accountGroupIds],
  )) as HeldMessage[];
  if (message) return message;
  throw new DomainError('not-found', 'There is no message with this id that you may see.');
};

/** Whoever starts one of them now waits, and finds it gone; whoever started it is seen. */
const lockDeliveries = (db: Queryable, messageId: string): Promise<HeldDelivery[]> =>
  db.query(
    `select d.state, d.attempt, ${maySomeStand('d')} as "mayStand", d.held_until is not null as held, ${isPaused('d')} as paused from delivery d where d.message_id = $1 order by d.id for update`,
    [messageId],
  );

const anchorsOf = ({ anchorIdentityId, putIn }: HeldMessage): string[] => [
  ...new Set([anchorIdentityId, putIn?.anchorIdentityId ?? anchorIdentityId]),
];

const recount = async (db: Queryable, message: HeldMessage): Promise<void> => {
  const parted = await moveWords(db, anchorsOf(message));
  const stood = [message.topicId, message.putIn?.topicId ?? null].filter((id) => id !== null);
  await recountTopics(db, { topicIds: [...stood, ...parted.topicIds], inherited: parted.inherited });
};

/** The versions stay: nothing came that somebody would have to read first. */
const project = async (
  db: Queryable,
  { accountGroupId }: HeldMessage,
  people: ReadonlyMap<string, string>,
): Promise<void> => {
  const personIds = [...new Set(people.values())];
  await removeEmptyRows(db, personIds);
  await projectThreads(db, {
    personIds,
    bump: false,
    in: new Map(personIds.map((id) => [id, [accountGroupId]])),
  });
};

const tell = async (
  db: Queryable,
  { agentId }: Reader,
  { message, threadId }: { message: HeldMessage; threadId: string | undefined },
): Promise<void> => {
  const { id: messageId, accountGroupId } = message;
  await recordLive(db, [
    { accountGroupId, kind: 'message', data: { threadId: threadId ?? null, messageId, change: 'removed' } },
    // What it promised is gone, and what it kept is open again.
    ...(threadId === undefined ? [] : [{ accountGroupId, kind: 'promises' as const, data: { threadId } }]),
    { accountGroupId: null, kind: 'drafts', data: { agentId: message.authorId ?? agentId } },
  ]);
  await recordAudit(db, { agentId, kind: 'reply-held-back', subjectId: messageId });
};
