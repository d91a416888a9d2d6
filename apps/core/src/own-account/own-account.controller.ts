import { uuid } from '@filo/contracts';
import {
  ownAccount,
  ownAccountPatch,
  ownSessions,
  passwordChange,
  type OwnAccount,
  type OwnAccountPatch,
  type PasswordChange,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { iso } from '../paging/json-times.js';
import { ChangeOwnAccount } from './change-own-account.js';
import { ChangePassword } from './change-password.js';
import { OwnSessions } from './own-sessions.js';

/** What agents see and change of their own account, whatever their role. */
@Controller('api/v1/own-account')
@SignedIn()
export class OwnAccountController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changeOwnAccount: ChangeOwnAccount,
    private readonly changePassword: ChangePassword,
    private readonly sessions: OwnSessions,
  ) {}

  @Get()
  @Answers(200, ownAccount)
  async read(@AsReader() { agentId }: Reader): Promise<OwnAccount> {
    const [row] = (await this.dataSource.query(reading, [agentId])) as [OwnAccount];
    return row;
  }

  @Patch()
  @Answers(200, ownAccount)
  async change(
    @AsReader() reader: Reader,
    @Body({ schema: ownAccountPatch }) patch: OwnAccountPatch,
  ): Promise<OwnAccount> {
    await this.changeOwnAccount.run(reader, patch);
    return this.read(reader);
  }

  /** Needs the password of now; every other browser is signed out. Not for API tokens. */
  @Post('password')
  @HttpCode(204)
  async setPassword(
    @AsReader() reader: Reader,
    @Body({ schema: passwordChange }) wanted: PasswordChange,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.changePassword.run(reader, wanted, request.ip);
  }

  /** Where one is signed in. Not for API tokens. */
  @Get('sessions')
  @Answers(200, ownSessions)
  async listSessions(@AsReader() reader: Reader): Promise<z.infer<typeof ownSessions>> {
    return { items: await this.sessions.list(reader) };
  }

  /** Signs all other browsers out. */
  @Delete('sessions')
  @HttpCode(204)
  endOthers(@AsReader() reader: Reader): Promise<void> {
    return this.sessions.end(reader, 'others');
  }

  /** Signs one other browser out. */
  @Delete('sessions/:id')
  @HttpCode(204)
  endOne(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.sessions.end(reader, id);
  }
}

const reading = `
select a.id, a.name, a.email::text as email, a.role, a.time_zone as "timeZone", a.language,
  ${iso('s.confirmed_at')} as "secondStepSince",
  (select count(*)::int from recovery_code c where c.agent_id = a.id and c.used_at is null) as "recoveryCodesLeft"
from agent a left join second_step s on s.agent_id = a.id where a.id = $1`;
