import { agentList } from '@filo/contracts/http';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { Answers } from '../http/answers.js';

@Controller('api/v1/agents')
export class AgentsController {
  constructor(private readonly dataSource: DataSource) {}

  /** Who can be assigned. */
  @Get()
  @SignedIn()
  @Answers(200, agentList)
  async list(): Promise<z.infer<typeof agentList>> {
    const items = await this.dataSource.query(
      `select id, name, email, role, time_zone as "timeZone" from agent where disabled_at is null order by name, id limit 1000`,
    );
    return { items, next: null };
  }
}
