import { uuid } from '@filo/contracts';
import { accountRouting, accountRoutingSet, type AccountRouting } from '@filo/contracts/http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AccountRoutings } from './account-routing.js';

/** Whose what comes in by an account is: of mailboxes, profiles and forms. */
@Controller('api/v1/accounts/:id/routing')
@ForRoles('admin')
export class AccountRoutingController {
  constructor(private readonly routings: AccountRoutings) {}

  @Get()
  @Answers(200, accountRouting)
  show(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<AccountRouting> {
    return this.routings.show(reader, id);
  }

  /** Of what somebody else set since, 409 `routing-changed` tells how it is now. */
  @Put()
  @Answers(200, accountRouting)
  set(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: accountRoutingSet }) wanted: z.output<typeof accountRoutingSet>,
  ): Promise<AccountRouting> {
    return this.routings.set(reader, id, wanted);
  }
}
