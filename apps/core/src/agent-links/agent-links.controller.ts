import {
  agentLinkRead,
  agentLinkUse,
  agentLinkView,
  sessionView,
  type AgentLinkView,
  type SessionView,
} from '@filo/contracts/http';
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../access/access-rules.js';
import { Answers } from '../http/answers.js';
import { EndFormerSession } from '../sessions/end-former-session.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { ShowSession } from '../sessions/show-session.js';
import { UseLink } from './use-link.js';

/** One-time links of agents. The secret is posted, so that no address and no log holds it. */
@Controller('api/v1/agent-links')
@Public()
export class AgentLinksController {
  constructor(
    private readonly useLink: UseLink,
    private readonly endFormer: EndFormerSession,
    private readonly cookie: SessionCookie,
    private readonly showSession: ShowSession,
  ) {}

  /** Whom the link is for; looking uses nothing up. */
  @Post('read')
  @HttpCode(200)
  @Answers(200, agentLinkView)
  read(@Body({ schema: agentLinkRead }) { token }: z.infer<typeof agentLinkRead>): Promise<AgentLinkView> {
    return this.useLink.read(token);
  }

  /** Sets the password and signs in; the link, and every session and API token before it, end. */
  @Post('use')
  @HttpCode(200)
  @Answers(200, sessionView)
  async use(
    @Body({ schema: agentLinkUse }) wanted: z.infer<typeof agentLinkUse>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secret = await this.useLink.run(wanted, request.headers['user-agent'] ?? '');
    await this.endFormer.run(request);
    this.cookie.write(request, reply, secret);
    return this.showSession.ofSecret(secret);
  }
}
