import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { DomainError } from '../../http/domain-error.js';
import { peopleOf } from '../../people/people-of.js';
import { SendScheduled, type SentAnswer } from './send-scheduled.js';

/** Sends a scheduled answer before its time. Asked again, or when its time came first, it answers with the message that it became. */
@Injectable()
export class SendNow {
  constructor(
    private readonly dataSource: DataSource,
    private readonly send: SendScheduled,
  ) {}

  async run(reader: Reader, id: string): Promise<SentAnswer> {
    const sent = (await this.send.run(reader, { id, now: true })) ?? (await this.#earlier(reader, id));
    if (sent) return sent;
    throw new DomainError(
      'not-waiting',
      'Nothing was sent: this answer is not scheduled any more. Look at your drafts again.',
      { reason: 'not-scheduled' },
    );
  }

  async #earlier({ agentId }: Reader, id: string): Promise<SentAnswer | undefined> {
    const [earlier] = (await this.dataSource.query(
      `select m.id, m.anchor_identity_id as anchor from idempotency i join message m on m.id = i.message_id
       where i.agent_id = $1 and i.key = $2`,
      [agentId, id],
    )) as { id: string; anchor: string }[];
    const personId = earlier && (await peopleOf(this.dataSource, [earlier.anchor])).get(earlier.anchor);
    return personId === undefined ? undefined : { personId, messageId: earlier!.id };
  }
}
