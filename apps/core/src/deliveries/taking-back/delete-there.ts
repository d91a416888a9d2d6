import { TemporaryError, type Bus } from '@filo/bus';
import { takeBack } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import { maySomeStand } from '../may-some-stand.js';
import { tellChanged, type ChangedMessage } from '../tell-changed.js';
import { mayStand, type SentMessage } from './judge-take-back.js';
import { endRefused, endWish, waitAgain, type Refusal, type Wish } from './take-back-wish.js';

/** A message with what its deletion needs. */
export type ToDelete = SentMessage &
  ChangedMessage & {
    channel: string;
    /** It waits for its network, and an earlier attempt may stand there. */
    standsPutOff: boolean;
    accountId: string;
    accountState: string;
    externalIds: string[];
  };

/** What its connector said; `away`: nobody there could say anything now. */
export type Said = { is: 'deleted' } | ({ is: 'refused' } & Refusal) | ({ is: 'away' } & Partial<Refusal>);

/** Longer than the connector takes at most. */
const answerMs = 30_000;

/**
 * Asks the connector of an answer to delete it, and writes down what became of it. A wish that was kept before is done with it, refused, or
 * waits for the next asking: a death between any two steps leaves it to that. Asking again deletes nothing twice.
 */
export class DeleteThere {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      bus: Pick<Bus, 'ask'>;
      connectorOf(channel: string): string;
    },
  ) {}

  async run(found: ToDelete, wish: Wish): Promise<Said> {
    const said = await this.#ask(found);
    await inTransaction(this.parts.dataSource, async (db) => {
      if (said.is === 'away') await waitAgain(db, wish, said);
      if (said.is === 'refused') await endRefused(db, found.messageId, said);
      if (said.is === 'deleted') {
        await endWish(db, found.messageId);
        const rows = (await db.query(deleting, [found.messageId, wish.agentId, mayStand])) as {
          changed: number;
        }[];
        // Somebody else was quicker.
        if (rows[0]?.changed === 0) return;
        await recordAudit(db, {
          agentId: wish.agentId,
          kind: 'reply-taken-back',
          subjectId: found.messageId,
        });
      }
      await tellChanged(db, [found]);
    });
    return said;
  }

  async #ask({ accountState, channel, accountId, messageId, externalIds, states }: ToDelete): Promise<Said> {
    const { bus, connectorOf } = this.parts;
    const mayBeMore = !states.every((state) => state === 'sent' || state === 'delivered');
    try {
      const answer = await bus.ask.ask({
        subject: takeBack.subject(connectorOf(channel)),
        question: takeBack,
        request: { channel, accountId, messageId, externalIds, ...(mayBeMore && { mayBeMore }) },
        timeoutMs: answerMs,
      });
      if (answer.ok) return { is: 'deleted' };
      // A connector that has just started may not have heard of its accounts.
      const isAway = answer.code === 'account-not-served' && accountState === 'active';
      if (isAway || answer.code === 'unavailable')
        return {
          is: 'away',
          ...(answer.message !== undefined && { words: answer.message, why: answer.why }),
        };
      return { is: 'refused', words: answer.message ?? 'It could not be deleted there.', why: answer.why };
    } catch (error) {
      if (error instanceof TemporaryError) return { is: 'away' };
      throw error;
    }
  }
}

/** Of message `m`. */
export const toDeleteColumns = `
  m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", m.channel,
  m.account_id as "accountId", m.direction, m.audience,
  coalesce((select a.state from account a where a.id = m.account_id), 'removed') as "accountState",
  array(select d.state from delivery d where d.message_id = m.id) as states,
  exists (select from delivery d where d.message_id = m.id and d.state = 'queued' and d.attempt > 1) as "isPutOff",
  exists (select from delivery d where d.message_id = m.id and d.state = 'queued' and d.attempt > 1 and ${maySomeStand('d')}) as "standsPutOff",
  array(select distinct named.id from delivery d
    cross join lateral unnest(coalesce(d.external_ids, array[d.external_id])) named(id)
    where d.message_id = m.id and named.id is not null order by named.id) as "externalIds"`;

const deleting = `
with deleted as (
  update delivery set state = 'deleted', deleted_by = $2, at = now(), code = null, detail = null, why = null
  where message_id = $1 and state = any($3) returning 1)
select count(*)::int as changed from deleted`;
