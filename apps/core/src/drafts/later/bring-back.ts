import type { DraftNotice } from '@filo/contracts/http';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { DomainError } from '../../http/domain-error.js';
import { recordLive } from '../../live/record-live.js';
import { draftAgain, type AnswerKey } from './waiting-answer.js';

/**
 * Makes an answer that may not leave a draft again, with the reason, and tells its author. `revision`: as it was judged; one that was cancelled, sent or
 * scheduled anew meanwhile stays as it is.
 */
export const bringBack = (
  dataSource: DataSource,
  { agentId, id, revision }: AnswerKey & { revision: number },
  why: DomainError,
): Promise<void> =>
  inTransaction(dataSource, async (db) => {
    const notice: Omit<DraftNotice, 'sendAt' | 'at'> = {
      code: why.code,
      reason: why.more.reason ?? null,
      detail: why.message,
    };
    const [back] = (await db.query(
      `with back as (
         update draft set ${draftAgain},
           notice = $4::jsonb || jsonb_build_object('at', clock_timestamp(), 'sendAt', send_at)
         where agent_id = $1 and id = $2 and revision = $3 and state = 'scheduled' returning 1)
       select count(*)::int as count from back`,
      [agentId, id, revision, JSON.stringify(notice)],
    )) as [{ count: number }];
    if (back.count === 0) return;
    await recordAudit(db, {
      agentId,
      kind: 'reply-came-back',
      subjectId: id,
      data: { code: why.code, reason: notice.reason },
    });
    await recordLive(db, [{ accountGroupId: null, kind: 'drafts', data: { agentId } }]);
  });
