import type { ThreadAction, ThreadActionDone } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { newId } from '../database/new-id.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { handToTeam } from './hand-to-team.js';
import { refuseWrongTime } from './refuse-wrong-time.js';
import { undoHanding } from './undo-handing.js';
import { closeWithPromises } from '../promises/close-with-promises.js';
import { reopenPromises } from '../promises/reopen-promises.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { applyTopicAction, type TopicActionRequest } from '../topics/apply-topic-action.js';
import type { ChangeNamed } from '../topics/write-actions.js';
import { Undoing } from '../undoing/undoing.js';
import { snoozedTopics } from './snoozed-topics.js';
import { undoneTopics } from './undone-topics.js';

/** Closes, reopens, assigns, hands over, snoozes, wakes or marks a thread, and answers with its row as it is now and with what was settled by it. */
@Injectable()
export class ActOnThread {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showThread: ShowThread,
  ) {}

  run(
    reader: Reader,
    personId: string,
    { action, undoing }: { action: ThreadAction; undoing: Undoing },
  ): Promise<ThreadActionDone> {
    return inTransaction(this.dataSource, (db) => this.within(db, reader, { personId, action, undoing }));
  }

  /** In the transaction of a caller that may hold the lock of the thread, and no other. */
  async within(
    db: Queryable,
    reader: Reader,
    { personId, action, undoing = new Undoing() }: Asked,
  ): Promise<ThreadActionDone> {
    await checkReferences(db, reader, { personId, action });
    const undone = await undoneTopics(db, reader, { personId, action, undoing });
    // What an undo gives back may be over by now: the clock ends it, as it would have done.
    if (action.kind === 'snooze' && action.until !== null && !undone) await refuseWrongTime(db, action.until);
    const snoozed = await snoozedTopics(db, personId);
    const settled = await settlePromises(db, reader, { personId, action });
    const changed = { changeId: newId(), ...undoing.noted };
    const { topicIds, handed = null } = await apply(db, reader, {
      ...{ personId, action, changed, undone, snoozed },
    });
    if (action.kind === 'snooze' && topicIds.length === 0) throw nothingToSnooze();
    if (action.kind !== 'read' && action.kind !== 'unread')
      await recordAudit(db, {
        ...{
          id: changed.changeId,
          agentId: reader.agentId,
          kind: `thread-${action.kind}`,
          subjectId: personId,
        },
        data: { topicIds, ...undoing.noted },
      });
    if (topicIds.length > 0) undoing.made(changed.changeId);
    const row = (await this.showThread.rows(reader, [personId], db)).get(personId);
    if (!row)
      throw new DomainError(
        'unknown-reference',
        'Nothing was changed: nothing that you may see was said in this thread yet.',
      );
    return { row, settled, handed };
  }
}

interface Asked {
  personId: string;
  action: ThreadAction;
  undoing?: Undoing;
}

const apply = async (
  db: Queryable,
  reader: Reader,
  {
    personId,
    action,
    changed,
    undone,
    snoozed,
  }: Asked & { changed: ChangeNamed } & Pick<TopicActionRequest, 'undone' | 'snoozed'>,
): Promise<{ topicIds: string[]; handed?: string }> => {
  if (action.kind === 'team')
    return {
      topicIds: await handToTeam(db, reader, { personId, action, changed }),
      handed: changed.changeId,
    };
  if (action.kind === 'team-undo')
    return { topicIds: await undoHanding(db, reader, { personId, action, changed }) };
  const { agentId, accountGroupIds } = reader;
  return {
    topicIds: await applyTopicAction(db, {
      ...{ personId, accountGroupIds, agentId, action, changed, undone, snoozed },
    }),
  };
};

const settlePromises = async (
  db: Queryable,
  reader: Reader,
  { personId, action }: { personId: string; action: ThreadAction },
): Promise<string[]> => {
  if (action.kind === 'close') return closeWithPromises(db, reader, { personId, close: action });
  if (action.kind === 'reopen' && action.promiseIds?.length)
    await reopenPromises(db, reader, { personId, ids: action.promiseIds });
  return [];
};

const nothingToSnooze = (): DomainError =>
  new DomainError('unknown-reference', 'Nothing was snoozed: everything in this thread is closed.', {
    reason: 'nothing-open',
  });

const checkReferences = async (
  db: Queryable,
  reader: Reader,
  { personId, action }: { personId: string; action: ThreadAction },
): Promise<void> => {
  if ('topicId' in action && action.topicId !== undefined) {
    const [topic] = await db.query(
      `select t.id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
       where t.id = $1 and l.person_id = $2 and ${visibleTo('t', '$3')}`,
      [action.topicId, personId, reader.accountGroupIds],
    );
    if (!topic)
      throw new DomainError('unknown-reference', 'Nothing was changed: this thread holds no such topic.', {
        reason: 'no-such-topic',
      });
  }
  if (action.kind === 'assign' && action.agentId !== null) await needAgent(db, action.agentId);
};

export const needAgent = async (db: Queryable, agentId: string): Promise<void> => {
  const [agent] = await db.query(
    'select id from agent where id = $1 and disabled_at is null and invited_at is null',
    [agentId],
  );
  if (!agent)
    throw new DomainError('unknown-reference', 'Nothing was changed: there is no such agent to assign.', {
      reason: 'no-such-agent',
    });
};
