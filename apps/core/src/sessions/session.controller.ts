import { sessionView, signIn, type SessionView, type SignIn as Credentials } from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Public, PublicWithReader, SignedIn } from '../access/access-rules.js';
import { AsReader, MaybeReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { hashSecret } from './secrets.js';
import { SessionCookie } from './session-cookie.js';
import { SessionEnds } from './session-ends.js';
import { ShowSession } from './show-session.js';
import { SignIn } from './sign-in.js';

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly showSession: ShowSession,
    private readonly cookie: SessionCookie,
    private readonly ends: SessionEnds,
    private readonly dataSource: DataSource,
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
    await this.endFormer(request);
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
    if (reader?.sessionKey) await this.remove(reader.sessionKey);
    this.cookie.clear(request, reply);
  }

  /** A new sign-in in the same browser ends the old session instead of leaving it behind. */
  private async endFormer(request: FastifyRequest): Promise<void> {
    const former = this.cookie.read(request);
    if (former !== undefined) await this.remove(hashSecret(former));
  }

  private async remove(key: Buffer): Promise<void> {
    await this.dataSource.query('delete from session where id_hash = $1', [key]);
    this.ends.tell(key);
  }
}
