import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';

/** The notice of an answer from another address, put away by one agent for that agent, or brought back. Said twice, it stays so. */
@Injectable()
export class DismissAnswer {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, messageId: string, dismissed: boolean): Promise<void> {
    const [seen] = (await this.dataSource.query(
      `select m.id from message m where m.id = $1 and ${visibleTo('m', '$2')}`,
      [messageId, reader.accountGroupIds],
    )) as { id: string }[];
    if (!seen) throw new DomainError('not-found', 'There is no message with this id that you may see.');
    await this.dataSource.query(
      dismissed
        ? 'insert into dismissed_answer (agent_id, message_id) values ($1, $2) on conflict do nothing'
        : 'delete from dismissed_answer where agent_id = $1 and message_id = $2',
      [reader.agentId, messageId],
    );
  }
}
