import { severityLevel, type BoardCard, type SeverityCorrection } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { followCorrections } from '../severity/follow-corrections.js';
import { lockStorms } from '../severity/lock-storms.js';
import { ShowBoard } from './show-board.js';

/**
 * An agent says how severe a storm is, or that it is not about us, and why. It holds for every voice of it, those to come too, until an agent says otherwise. The
 * action keeps it; the storm shows what the newest action says, also after a rebuild.
 */
@Injectable()
export class CorrectSeverity {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
  ) {}

  run(
    reader: Reader,
    id: string,
    { level, reason, notAboutUs = false }: SeverityCorrection,
  ): Promise<BoardCard> {
    return inTransaction(this.dataSource, async (db) => {
      const before = await this.showBoard.one(reader, id, db);
      if (!before) throw new DomainError('not-found', 'There is no storm with this id that you may see.');
      const [{ groupId }] = (await db.query('select account_group_id as "groupId" from storm where id = $1', [
        id,
      ])) as [{ groupId: string }];
      await lockStorms(db, [groupId]);
      const was = before.correction?.level ?? before.severity.level;
      const rank = level === null ? null : severityLevel.options.indexOf(level);
      await db.query(
        `insert into action (id, kind, topic_id, message_id, actor_agent_id, data) values ($1, 'severity', $2, $3, $4, $5::jsonb)`,
        [
          newId(),
          before.topicId,
          before.messageId,
          reader.agentId,
          JSON.stringify({ stormId: id, level: rank, reason, was, ...(notAboutUs && { notAboutUs }) }),
        ],
      );
      await followCorrections(db, [id]);
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'severity-corrected',
        subjectId: id,
        data: { level, was, ...(notAboutUs && { notAboutUs }) },
      });
      const { threadId, messageId } = before;
      await recordLive(db, [
        { accountGroupId: groupId, kind: 'message', data: { threadId, messageId, change: 'changed' } },
      ]);
      return (await this.showBoard.one(reader, id, db))!;
    });
  }
}
