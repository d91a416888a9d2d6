import {
  forgotAnswer,
  forgotPassword,
  sessionView,
  signIn,
  type SessionView,
  type SignIn as Credentials,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public, PublicWithReader, SignedIn } from '../access/access-rules.js';
import { AsReader, MaybeReader, type Reader } from '../access/reader.js';
import { ForgetPassword } from '../agent-links/forget-password.js';
import { Answers } from '../http/answers.js';
import { EndFormerSession } from './end-former-session.js';
import { SessionCookie } from './session-cookie.js';
import { ShowSession } from './show-session.js';
import { SignIn } from './sign-in.js';

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly showSession: ShowSession,
    private readonly cookie: SessionCookie,
    private readonly endFormer: EndFormerSession,
    private readonly forgetPassword: ForgetPassword,
  ) {}

  /** Signs in and sets the cookie. */
  @Post()
  @HttpCode(200)
  @Public()
  @Answers(200, sessionView)
  async create(
    @Body({ schema: signIn }) credentials: Credentials,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secret = await this.signIn.run(credentials, {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    });
    await this.endFormer.run(request);
    this.cookie.write(request, reply, secret);
    return this.showSession.ofSecret(secret);
  }

  /** Who is signed in. */
  @Get()
  @SignedIn()
  @Answers(200, sessionView)
  async read(@AsReader() reader: Reader): Promise<SessionView> {
    return this.showSession.run(reader);
  }

  /** Signs out; closes the event streams of this session. */
  @Delete()
  @HttpCode(204)
  @PublicWithReader()
  async end(
    @MaybeReader() reader: Reader | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (reader?.sessionKey) await this.endFormer.ofKey(reader.sessionKey);
    this.cookie.clear(request, reply);
  }

  /** Asks for a link to choose a new password; answers the same whether or not there is such an agent. */
  @Post('forgot')
  @HttpCode(202)
  @Public()
  @Answers(202, forgotAnswer)
  async forgot(
    @Body({ schema: forgotPassword }) { email }: z.infer<typeof forgotPassword>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof forgotAnswer>> {
    return { byMail: await this.forgetPassword.run(email, request.ip) };
  }
}
