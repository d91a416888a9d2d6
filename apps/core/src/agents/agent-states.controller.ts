import { uuid } from '@filo/contracts';
import { agentAccount, agentDeactivate, type AgentAccount } from '@filo/contracts/http';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { DeactivateAgent } from './deactivate-agent.js';
import { EndSecondStep } from './end-second-step.js';
import { ReactivateAgent } from './reactivate-agent.js';
import { ShowAgents } from './show-agents.js';

/** How agents go and come back. */
@Controller('api/v1/agents/:id')
@ForRoles('admin')
export class AgentStatesController {
  constructor(
    private readonly showAgents: ShowAgents,
    private readonly deactivateAgent: DeactivateAgent,
    private readonly reactivateAgent: ReactivateAgent,
    private readonly endSecondStep: EndSecondStep,
  ) {}

  /** Ends their sessions, tokens and links at once, and hands their open topics over. */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(200, agentAccount)
  async deactivate(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: agentDeactivate }) { handOverTo }: z.infer<typeof agentDeactivate>,
  ): Promise<AgentAccount> {
    await this.deactivateAgent.run(reader, id, handOverTo);
    return this.showAgents.one(reader, id);
  }

  /** Lets them sign in again, and gives back the topics that nobody handed on since. */
  @Post('reactivate')
  @HttpCode(200)
  @Answers(200, agentAccount)
  async reactivate(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<AgentAccount> {
    await this.reactivateAgent.run(reader, id);
    return this.showAgents.one(reader, id);
  }

  /** Asks them for no code beside the password any more, when the device that makes codes is lost. */
  @Delete('second-step')
  @Answers(200, agentAccount)
  async removeSecondStep(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<AgentAccount> {
    await this.endSecondStep.run(reader, id);
    return this.showAgents.one(reader, id);
  }
}
