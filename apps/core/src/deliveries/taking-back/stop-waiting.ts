import { recordAudit } from '../../audit/record-audit.js';
import type { Queryable } from '../../database/queryable.js';
import { isPaused } from '../../outbox/waiting-of-account.js';
import { maySomeStand } from '../may-some-stand.js';
import { tellChanged } from '../tell-changed.js';

interface PartlyLeft {
  id: string;
  accountGroupId: string;
  anchorIdentityId: string;
}

/**
 * Stops an answer for the recipients whose network, or account of ours, lets it wait, and leaves it with those who have it; resolves with the deliveries that were stopped. The caller has locked
 * all of its deliveries: `delivery.start` gives no go for these any more.
 */
export const stopWaiting = async (
  db: Queryable,
  { agentId }: { agentId: string },
  { id: messageId, accountGroupId, anchorIdentityId }: PartlyLeft,
): Promise<string[]> => {
  const rows = (await db.query(stopping, [messageId])) as { id: string }[];
  const stopped = rows.map(({ id }) => id);
  await tellChanged(db, [{ messageId, accountGroupId, anchorIdentityId }]);
  const data = { stopped: stopped.length };
  await recordAudit(db, { agentId, kind: 'reply-held-back', subjectId: messageId, data });
  return stopped;
};

/** Why it waited is over with that. */
const stopping = `
with stopped as (
  update delivery d set state = 'cancelled', at = now(), code = null, detail = null, why = null, held_until = null
  where d.message_id = $1 and d.state = 'queued' and (d.attempt > 1 or ${isPaused('d')}) and not ${maySomeStand('d')} returning d.id),
done as (
  update outbox o set done_at = now() from stopped where o.delivery_id = stopped.id and o.done_at is null)
select id from stopped order by id`;
