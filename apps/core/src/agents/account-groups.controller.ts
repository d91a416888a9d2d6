import { uuid } from '@filo/contracts';
import {
  accountGroups,
  accountGroupView,
  accountGroupWrite,
  type AccountGroupView,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AccountGroups } from './account-groups.js';

@Controller('api/v1/account-groups')
export class AccountGroupsController {
  constructor(private readonly groups: AccountGroups) {}

  /** The units of access. */
  @Get()
  @ForRoles('admin', 'supervisor')
  @Answers(200, accountGroups)
  async list(@AsReader() reader: Reader): Promise<z.infer<typeof accountGroups>> {
    return { items: await this.groups.list(reader) };
  }

  /** Makes a group that its maker alone sees, until others are given access. */
  @Post()
  @ForRoles('admin')
  @Answers(201, accountGroupView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: accountGroupWrite }) { name }: z.infer<typeof accountGroupWrite>,
  ): Promise<AccountGroupView> {
    return this.groups.make(reader, name);
  }

  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, accountGroupView)
  rename(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: accountGroupWrite }) { name }: z.infer<typeof accountGroupWrite>,
  ): Promise<AccountGroupView> {
    return this.groups.rename(reader, id, name);
  }
}
