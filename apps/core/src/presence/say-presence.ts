import type { presenceBeat } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { FindPerson } from '../people-pages/find-person.js';
import { PresentAgents } from './present-agents.js';

/** Says that an agent is at a thread, to those who see the thread where the agent does. Reads, and writes nothing. */
@Injectable()
export class SayPresence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly present: PresentAgents,
  ) {}

  async run(reader: Reader, id: string, said: z.output<typeof presenceBeat>): Promise<void> {
    const threadId = await this.findPerson.run(reader, id);
    const rows = (await this.dataSource.query(
      `select r.account_group_id as id from thread_row r where r.person_id = $1 and ${visibleTo('r', '$2')}`,
      [threadId, reader.accountGroupIds],
    )) as { id: string }[];
    this.present.hear({
      threadId,
      agent: { id: reader.agentId, name: reader.name },
      device: said.device,
      doing: said.doing,
      since: Date.now() - said.forMs,
      groupIds: rows.map((row) => row.id),
      session: reader.sessionKey?.toString('hex') ?? null,
    });
  }
}
