import { uuid } from '@filo/contracts';
import {
  agentAccount,
  agentAccounts,
  agentInvite,
  agentLinkCreate,
  agentLinkMade,
  agentList,
  agentPatch,
  type AgentAccount,
  type AgentLinkMade,
  type AgentPatch,
  type AgentView,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { SendLink } from '../agent-links/send-link.js';
import { Answers } from '../http/answers.js';
import { readNameMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';
import { ChangeAgent } from './change-agent.js';
import { InviteAgent } from './invite-agent.js';
import { ShowAgents } from './show-agents.js';

@Controller('api/v1/agents')
export class AgentsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showAgents: ShowAgents,
    private readonly inviteAgent: InviteAgent,
    private readonly changeAgent: ChangeAgent,
    private readonly sendLink: SendLink,
  ) {}

  /** Who can be assigned. */
  @Get()
  @SignedIn()
  @Answers(200, agentList)
  async list(@Query({ schema: listQuery }) { cursor, limit }: ListQuery): Promise<z.infer<typeof agentList>> {
    const mark = readNameMarker(cursor);
    const rows = (await this.dataSource.query(
      `select id, name, email, role, time_zone as "timeZone", away_at is not null as away, name as "exactAt" from agent
       where disabled_at is null and invited_at is null and ($1::text is null or (name, id) > ($1, $2::uuid))
       order by name, id limit $3`,
      [mark?.[0] ?? null, mark?.[1] ?? null, limit + 1],
    )) as (AgentView & { away: boolean; exactAt: string })[];
    return pageOf(rows, limit);
  }

  /** All there are, with who is invited and who was deactivated. */
  @Get('all')
  @ForRoles('admin', 'supervisor')
  @Answers(200, agentAccounts)
  all(
    @AsReader() reader: Reader,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<z.infer<typeof agentAccounts>> {
    return this.showAgents.list(reader, query);
  }

  /** Invites somebody by a one-time link: mailed by an account, else answered once. */
  @Post()
  @ForRoles('admin')
  @Answers(201, agentLinkMade)
  invite(
    @AsReader() reader: Reader,
    @Body({ schema: agentInvite }) wanted: z.output<typeof agentInvite>,
  ): Promise<AgentLinkMade> {
    return this.inviteAgent.run(reader, wanted);
  }

  /** Changes name, role, access, language or time zone; what is not named stays. */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, agentAccount)
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: agentPatch }) patch: AgentPatch,
  ): Promise<AgentAccount> {
    await this.changeAgent.run(reader, id, patch);
    return this.showAgents.one(reader, id);
  }

  /** A new one-time link: an invitation for who never came, else a new password. The one before is void. */
  @Post(':id/link')
  @HttpCode(201)
  @ForRoles('admin')
  @Answers(201, agentLinkMade)
  link(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: agentLinkCreate }) { accountId }: z.infer<typeof agentLinkCreate>,
  ): Promise<AgentLinkMade> {
    return this.sendLink.run(reader, { agentId: id, accountId });
  }
}
