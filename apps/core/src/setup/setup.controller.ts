import { sessionView, setup, setupView, type SessionView, type SetupView } from '@filo/contracts/http';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Public } from '../access/access-rules.js';
import { Answers } from '../http/answers.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { ShowSession } from '../sessions/show-session.js';
import { FinishSetup } from './finish-setup.js';
import { isSetupNeeded } from './setup-lock.js';

@Controller('api/v1/setup')
@Public()
export class SetupController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly finishSetup: FinishSetup,
    private readonly cookie: SessionCookie,
    private readonly showSession: ShowSession,
  ) {}

  /** `needed` until the first admin exists. */
  @Get()
  @Answers(200, setupView)
  async read(): Promise<SetupView> {
    return { needed: await isSetupNeeded(this.dataSource) };
  }

  /** Makes the first admin with the one-time token printed at start, and signs in. */
  @Post()
  @Answers(201, sessionView)
  async finish(
    @Body({ schema: setup }) wanted: z.output<typeof setup>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secret = await this.finishSetup.run(wanted, request.headers['user-agent'] ?? '');
    this.cookie.write(request, reply, secret);
    return this.showSession.ofSecret(secret);
  }
}
