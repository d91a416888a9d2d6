import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { emptyMessages } from '../deletions/empty-messages.js';
import { findQuotes } from '../deletions/find-quotes.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { discardErased, discardOld } from '../quarantine/held-posts.js';
import { holdPeople } from '../people/hold-people.js';
import { forgetPosts } from '../severity/forget-posts.js';
import { untilAborted } from '../worker/until-aborted.js';
import { hasRetention, isErasedWith, isKept, isOlder, retentionMark } from './due-messages.js';

const everyMs = 10 * 60_000;
/** Messages of one transaction, so that none holds its locks for long; between two others get their turn. */
const messagesMax = 200;
const pauseMs = 100;

/** One channel in one account group. */
interface Kept {
  channel: string;
  groupId: string;
}
/** Or what one removed account heard, whatever its age. */
type Due = Kept & { accountId?: string };

/**
 * Empties what is older than its channel keeps, and what a removed account was to leave no words of, oldest first, as a deletion at the source does. Any number of workers may do so at once, and whoever dies
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
    // In each round: a post of a removed account may come to wait after all that was stored of it is erased.
    let removed = await inTransaction(this.dataSource, discardErased);
    // Whoever wrote such a row: mails and forms are never removed.
    for (const due of (await this.#due()).filter(({ channel }) => hasRetention(channel)))
      removed += await this.#remove(due, signal);
    return removed;
  }

  async #due(): Promise<Due[]> {
    const kept = (await this.dataSource.query(
      `select channel, account_group_id as "groupId" from retention order by channel, account_group_id`,
    )) as Kept[];
    const gone = (await this.dataSource.query(
      `select channel, account_group_id as "groupId", id as "accountId" from account
       where state = 'removed' and erase_words_at <= now() and words_erased_at is null order by id`,
    )) as (Kept & { accountId: string })[];
    return [...kept, ...gone];
  }

  async #remove(kept: Due, signal: AbortSignal): Promise<number> {
    let removed =
      kept.accountId === undefined ? await inTransaction(this.dataSource, (db) => discardOld(db, kept)) : 0;
    while (!signal.aborted) {
      const some = await inTransaction(this.dataSource, (db) => removeSome(db, kept));
      removed += some;
      if (some > 0) this.log.info({ ...kept, messages: some }, 'messages removed by retention');
      if (some < messagesMax) {
        if (kept.accountId !== undefined) await this.dataSource.query(erased, [kept.accountId]);
        break;
      }
      await untilAborted(pauseMs, signal);
    }
    return removed;
  }
}

/** With its line in the audit, so that what was removed and what is told of it are one. */
const removeSome = async (db: Queryable, kept: Due): Promise<number> => {
  const due = await findDue(db, kept);
  if (due.length === 0) return 0;
  const ids = due.map(({ messageId }) => messageId);
  const quotes = await findQuotes(db, ids, 'their-group');
  // The threads are locked before what stands in them changes.
  await holdPeople(db, [...new Set([...due, ...quotes].map(({ anchorIdentityId }) => anchorIdentityId))]);
  const still = (await db.query(
    `select m.id from message m where m.id = any($1::uuid[]) and ${isKept('m')} for update`,
    [ids],
  )) as { id: string }[];
  const mine = due.filter(({ messageId }) => still.some(({ id }) => id === messageId));
  const emptied = { ids: still.map(({ id }) => id), quotes: quotes.map(({ messageId }) => messageId) };
  await emptyMessages(db, emptied, retentionMark);
  await db.query(forgettingSends, [ids]);
  await tellChanged(db, [...mine, ...quotes]);
  await forgetPosts(db, mine);
  const { channel, groupId, accountId } = kept;
  if (mine.length > 0)
    await recordAudit(db, {
      agentId: null,
      kind: 'messages-removed',
      subjectId: groupId,
      data: { channel, messages: mine.length, ...(accountId !== undefined && { accountId }) },
    });
  return due.length;
};

const findDue = async (db: Queryable, { channel, groupId, accountId }: Due): Promise<ChangedMessage[]> =>
  (accountId === undefined
    ? await db.query(finding, [channel, groupId, messagesMax])
    : await db.query(findingOfGone, [channel, accountId, messagesMax])) as ChangedMessage[];

/** Of an account that was removed with its words. */
const findingOfGone = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from account gone join message m on m.channel = $1 and m.account_id = gone.id
where gone.id = $2 and gone.erase_words_at <= now() and ${isErasedWith('m')}
order by m.sort_at limit $3`;

const erased = `update account set words_erased_at = now() where id = $1 and erase_words_at <= now()`;

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from retention r join message m on m.channel = r.channel and m.account_group_id = r.account_group_id
where r.channel = $1 and r.account_group_id = $2 and ${isKept('m')} and ${isOlder('m', 'r.days')}
order by m.sort_at limit $3`;

/** A send that is done holds the words once more. */
const forgettingSends = `
delete from outbox o using delivery d where d.message_id = any($1::uuid[]) and o.delivery_id = d.id and o.done_at is not null`;
