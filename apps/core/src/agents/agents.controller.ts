import { agentList, type AgentView } from '@filo/contracts/http';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { Answers } from '../http/answers.js';
import { readNameMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';

@Controller('api/v1/agents')
export class AgentsController {
  constructor(private readonly dataSource: DataSource) {}

  /** Who can be assigned. */
  @Get()
  @SignedIn()
  @Answers(200, agentList)
  async list(@Query({ schema: listQuery }) { cursor, limit }: ListQuery): Promise<z.infer<typeof agentList>> {
    const mark = readNameMarker(cursor);
    const rows = (await this.dataSource.query(
      `select id, name, email, role, time_zone as "timeZone", name as "exactAt" from agent
       where disabled_at is null and ($1::text is null or (name, id) > ($1, $2::uuid)) order by name, id limit $3`,
      [mark?.[0] ?? null, mark?.[1] ?? null, limit + 1],
    )) as (AgentView & { exactAt: string })[];
    return pageOf(rows, limit);
  }
}
