import { uuid } from '@filo/contracts';
import {
  accountHours,
  accountHoursList,
  accountHoursSet,
  type AccountHours,
  type AccountHoursList,
  type AccountHoursSet,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SetAccountHours } from './set-account-hours.js';

@Controller('api/v1')
export class AccountHoursController {
  constructor(private readonly hours: SetAccountHours) {}

  /** Which mailboxes and forms have hours of their own. */
  @Get('business-hours/accounts')
  @SignedIn()
  @Answers(200, accountHoursList)
  list(@AsReader() reader: Reader): Promise<AccountHoursList> {
    return this.hours.list(reader);
  }

  /** Gives a mailbox or form hours of its own, or takes them away; its acknowledgement goes by them. */
  @Put('accounts/:id/business-hours')
  @ForRoles('admin')
  @Answers(200, accountHours)
  set(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: accountHoursSet }) wanted: AccountHoursSet,
  ): Promise<AccountHours> {
    return this.hours.run(reader, id, wanted);
  }
}
