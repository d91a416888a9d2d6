import { Bus, TemporaryError } from '@filo/bus';
import { lookForSent, type DeliveryReceipt, type Send } from '@filo/contracts';
import type { MessageView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import { ConnectorNames } from '../../accounts/connector-names.js';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import { DomainError } from '../../http/domain-error.js';
import { ShowMessages } from '../../thread-pages/show-messages.js';
import { StoreReceipts } from '../store-receipts.js';
import { tellChanged, type ChangedMessage } from '../tell-changed.js';

interface Looked extends ChangedMessage {
  /** The sends of the deliveries of which nobody knows how they ended. */
  sends: Send[];
}

/** Longer than the connector takes at most. */
const answerMs = 30_000;

/**
 * Looks at the other side for an answer of which nobody knows whether it arrived, as an attempt does before it sends, and sends nothing. What is found has arrived, by a receipt
 * like any other; of what is not it is noted that somebody looked, and only then it may be sent again (`SendAgain`). Looking twice changes nothing.
 */
@Injectable()
export class LookAgain {
  private readonly receipts: StoreReceipts;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
    private readonly shown: ShowMessages,
  ) {
    this.receipts = new StoreReceipts(dataSource);
  }

  async run(reader: Reader, messageId: string): Promise<MessageView> {
    const message = await this.#find(reader, messageId);
    const found: DeliveryReceipt[] = [];
    const absent: Send[] = [];
    for (const send of message.sends) {
      const receipt = await this.#look(send);
      if (receipt) found.push(receipt);
      else absent.push(send);
    }
    await this.receipts.run(found);
    if (message.sends.length > 0) await this.#note(reader, message, { absent, found: found.length });
    const [now] = await this.shown.run(reader, [messageId]);
    if (now) return now;
    throw notThere();
  }

  async #find({ accountGroupIds }: Reader, messageId: string): Promise<Looked> {
    const [found] = (await this.dataSource.query(finding, [messageId, accountGroupIds])) as Looked[];
    if (found) return found;
    throw notThere();
  }

  /** Undefined: it is not there, or it cannot be told. */
  async #look(send: Send): Promise<DeliveryReceipt | undefined> {
    const answer = await this.#ask(send);
    if (!answer.ok)
      throw new DomainError('unavailable', answer.message ?? 'It could not be looked for there.', {
        whys: answer.why,
      });
    const { is, receipt } = answer;
    if (is !== 'found' || receipt === undefined) return undefined;
    const { deliveryId, attempt, accountId, channel } = send;
    return {
      ...receipt,
      ...{ v: 1, type: 'receipt', eventId: uuidv7() },
      ...{ deliveryId, attempt, accountId, channel },
    };
  }

  async #ask(send: Send) {
    try {
      return await this.bus.ask.ask({
        subject: lookForSent.subject(this.connectors.of(send.channel)),
        question: lookForSent,
        request: { send },
        timeoutMs: answerMs,
      });
    } catch (error) {
      if (!(error instanceof TemporaryError)) throw error;
      throw new DomainError(
        'unavailable',
        'It could not be looked for: its connector does not answer now. Nothing was sent; try again in a moment.',
      );
    }
  }

  #note(
    { agentId }: Reader,
    message: Looked,
    { absent, found }: { absent: readonly Send[]; found: number },
  ): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await db.query(noting, [
        absent.map(({ deliveryId }) => deliveryId),
        absent.map(({ attempt }) => attempt),
      ]);
      if (absent.length > 0) await tellChanged(db, [message]);
      await recordAudit(db, {
        agentId,
        kind: 'reply-looked-for',
        subjectId: message.messageId,
        data: { found, notFound: absent.length },
      });
    });
  }
}

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId",
  coalesce((select json_agg(o.payload order by d.id) from delivery d join outbox o on o.delivery_id = d.id
    where d.message_id = m.id and d.state = 'unknown'), '[]') as sends
from message m where m.id = $1 and m.direction = 'outbound' and ${visibleTo('m', '$2')}`;

/** Of the very attempts that were looked for. */
const noting = `
update delivery d set looked_at = now() from unnest($1::uuid[], $2::int[]) r(id, attempt)
where d.id = r.id and d.attempt = r.attempt and d.state = 'unknown'`;

const notThere = (): DomainError =>
  new DomainError('not-found', 'There is no message with this id that you may see.');
