import { Bus, TemporaryError } from '@filo/bus';
import { takeBack } from '@filo/contracts';
import type { MessageView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { judgeTakeBack, mayStand, type SentMessage } from './judge-take-back.js';
import { tellChanged, type ChangedMessage } from './tell-changed.js';

type Found = SentMessage & ChangedMessage & { channel: string; accountId: string; externalIds: string[] };

/** Longer than the connector takes at most. */
const answerMs = 30_000;

/**
 * Deletes a public answer where it stands. It counts as deleted once the connector said so: a cut on the way leaves it as it
 * was, and asking again deletes nothing twice. What we said stays in the thread, with who deleted it and when.
 */
@Injectable()
export class TakeBackMessage {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
    private readonly shown: ShowMessages,
  ) {}

  async run(reader: Reader, messageId: string): Promise<MessageView> {
    const [found] = (await this.dataSource.query(finding, [messageId, reader.accountGroupIds])) as Found[];
    if (!found) throw new DomainError('not-found', 'There is no message with this id that you may see.');
    if (judgeTakeBack(found) === 'ask') {
      await this.#ask(found);
      await this.#store(reader, found);
    }
    const [message] = await this.shown.run(reader, [messageId]);
    if (message) return message;
    throw new DomainError('not-found', 'It is deleted, but you may not see the message any more.');
  }

  async #ask({ channel, accountId, messageId, externalIds }: Found): Promise<void> {
    const answer = await this.bus.ask
      .ask({
        subject: takeBack.subject(this.connectors.of(channel)),
        question: takeBack,
        request: { channel, accountId, messageId, externalIds },
        timeoutMs: answerMs,
      })
      .catch((cause: unknown) => {
        if (!(cause instanceof TemporaryError)) throw cause;
        throw new DomainError(
          'unavailable',
          'Nobody said that it is deleted; it may still stand there. Try again in a moment: nothing is deleted twice.',
          {},
          { cause },
        );
      });
    if (answer.ok) return;
    throw new DomainError('cannot-take-back', answer.message ?? 'It could not be deleted there.', {
      reason: 'refused-there',
    });
  }

  async #store({ agentId }: Reader, found: Found): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      const rows = (await db.query(deleting, [found.messageId, agentId, mayStand])) as { changed: number }[];
      // Somebody else was quicker.
      if (rows[0]?.changed === 0) return;
      await recordAudit(db, { agentId, kind: 'reply-taken-back', subjectId: found.messageId });
      await tellChanged(db, [found]);
    });
  }
}

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", m.channel,
  m.account_id as "accountId", m.direction, m.audience,
  array(select d.state from delivery d where d.message_id = m.id) as states,
  array(select distinct named.id from delivery d
    cross join lateral unnest(coalesce(d.external_ids, array[d.external_id])) named(id)
    where d.message_id = m.id and named.id is not null order by named.id) as "externalIds"
from message m where m.id = $1 and ${visibleTo('m', '$2')}`;

const deleting = `
with deleted as (
  update delivery set state = 'deleted', deleted_by = $2, at = now(), code = null, detail = null, why = null
  where message_id = $1 and state = any($3) returning 1)
select count(*)::int as changed from deleted`;
