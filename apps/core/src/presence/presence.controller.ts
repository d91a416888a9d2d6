import { uuid } from '@filo/contracts';
import { presenceBeat, presenceList, type PresenceList } from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { PresentAgents } from './present-agents.js';
import { SayPresence } from './say-presence.js';

@Controller('api/v1')
@SignedIn()
export class PresenceController {
  constructor(
    private readonly say: SayPresence,
    private readonly present: PresentAgents,
  ) {}

  /** Where other agents are now. */
  @Get('presence')
  @Answers(200, presenceList)
  list(@AsReader() reader: Reader): PresenceList {
    return this.present.list(reader);
  }

  /** One word of a page that is at a thread, or leaves it. */
  @Post('threads/:id/presence')
  @HttpCode(204)
  beat(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: presenceBeat }) said: z.output<typeof presenceBeat>,
  ): Promise<void> {
    return this.say.run(reader, id, said);
  }
}
