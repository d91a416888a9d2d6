import type { ThreadAction, ThreadRow } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';

/** Closes, reopens, assigns or marks a thread, and answers with its row as it is now. */
@Injectable()
export class ActOnThread {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showThread: ShowThread,
  ) {}

  run(reader: Reader, personId: string, action: ThreadAction): Promise<ThreadRow> {
    return inTransaction(this.dataSource, async (db) => {
      await checkReferences(db, reader, { personId, action });
      const { agentId, accountGroupIds } = reader;
      const topicIds = await applyTopicAction(db, { personId, accountGroupIds, agentId, action });
      if (action.kind !== 'read' && action.kind !== 'unread') {
        await recordAudit(db, {
          agentId,
          kind: `thread-${action.kind}`,
          subjectId: personId,
          data: { topicIds },
        });
      }
      const row = (await this.showThread.rows(reader, [personId], db)).get(personId);
      if (!row)
        throw new DomainError(
          'unknown-reference',
          'Nothing was changed: nothing that you may see was said in this thread yet.',
        );
      return row;
    });
  }
}

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
  if (action.kind === 'assign' && action.agentId !== null) {
    const [agent] = await db.query('select id from agent where id = $1 and disabled_at is null', [
      action.agentId,
    ]);
    if (!agent)
      throw new DomainError('unknown-reference', 'Nothing was changed: there is no such agent to assign.', {
        reason: 'no-such-agent',
      });
  }
};
