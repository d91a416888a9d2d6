import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { emptyMessages } from '../deletions/empty-messages.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { forgetPosts } from '../severity/forget-posts.js';
import { untilAborted } from '../worker/until-aborted.js';
import { hasRetention, isKept, isOlder, retentionMark } from './due-messages.js';

const everyMs = 10 * 60_000;
/** Messages of one transaction, so that none holds its locks for long; between two others get their turn. */
const messagesMax = 200;
const pauseMs = 100;

/** One channel in one account group. */
interface Kept {
  channel: string;
  groupId: string;
}

/**
 * Empties what is older than its channel keeps, oldest first, as a deletion at the source does. Any number of workers may do so at once, and whoever dies
 * leaves what was committed: the rest is found again, since a removed message bears its mark.
 */
export class RemoveOldMessages {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /** Runs until the signal aborts; the first round waits, so that a start has the database for itself. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await untilAborted(everyMs, signal);
      if (!signal.aborted) await this.once(signal);
    }
  }

  /** One round; resolves with how many messages were removed. */
  async once(signal: AbortSignal): Promise<number> {
    const all = (await this.dataSource.query(
      `select channel, account_group_id as "groupId" from retention order by channel, account_group_id`,
    )) as Kept[];
    let removed = 0;
    // Whoever wrote such a row: mails and forms are never removed.
    for (const kept of all.filter(({ channel }) => hasRetention(channel)))
      removed += await this.#remove(kept, signal);
    return removed;
  }

  async #remove(kept: Kept, signal: AbortSignal): Promise<number> {
    let removed = 0;
    while (!signal.aborted) {
      const some = await inTransaction(this.dataSource, (db) => removeSome(db, kept));
      removed += some;
      if (some > 0) this.log.info({ ...kept, messages: some }, 'messages removed by retention');
      if (some < messagesMax) break;
      await untilAborted(pauseMs, signal);
    }
    return removed;
  }
}

/** With its line in the audit, so that what was removed and what is told of it are one. */
const removeSome = async (db: Queryable, kept: Kept): Promise<number> => {
  const due = (await db.query(finding, [kept.channel, kept.groupId, messagesMax])) as ChangedMessage[];
  if (due.length === 0) return 0;
  // The threads are locked before what stands in them changes.
  await holdPeople(db, [...new Set(due.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const ids = due.map(({ messageId }) => messageId);
  const still = (await db.query(
    `select m.id from message m where m.id = any($1::uuid[]) and ${isKept('m')} for update`,
    [ids],
  )) as { id: string }[];
  const mine = due.filter(({ messageId }) => still.some(({ id }) => id === messageId));
  await emptyMessages(
    db,
    still.map(({ id }) => id),
    retentionMark,
  );
  await db.query(forgettingSends, [ids]);
  await tellChanged(db, mine);
  await forgetPosts(db, mine);
  const { channel, groupId } = kept;
  if (mine.length > 0)
    await recordAudit(db, {
      agentId: null,
      kind: 'messages-removed',
      subjectId: groupId,
      data: { channel, messages: mine.length },
    });
  return due.length;
};

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from retention r join message m on m.channel = r.channel and m.account_group_id = r.account_group_id
where r.channel = $1 and r.account_group_id = $2 and ${isKept('m')} and ${isOlder('m', 'r.days')}
order by m.sort_at limit $3`;

/** A send that is done holds the words once more. */
const forgettingSends = `
delete from outbox o using delivery d where d.message_id = any($1::uuid[]) and o.delivery_id = d.id and o.done_at is not null`;
