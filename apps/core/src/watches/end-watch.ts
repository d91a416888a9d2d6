import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';

/** Ends an agent's watch of a conversation, by whichever voice of the same storm it was begun. What was ended already stays ended. */
@Injectable()
export class EndWatch {
  constructor(private readonly dataSource: DataSource) {}

  async run({ agentId }: Reader, messageId: string): Promise<void> {
    await this.dataSource.query(ending, [agentId, messageId]);
  }
}

const ending = `
delete from conversation_watch w where w.agent_id = $1 and (w.message_id = $2 or exists (
  select from public_post mine join public_post other on other.storm_id = mine.storm_id
  where mine.message_id = w.message_id and other.message_id = $2))`;
