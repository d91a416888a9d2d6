import { uuid } from '@filo/contracts';
import {
  accountCreate,
  accountList,
  accountPatch,
  accountRemoval,
  accountRemove,
  accountTest,
  accountView,
  type AccountList,
  type AccountRemoval,
  type AccountTest,
  type AccountView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';
import { ChangeAccount } from './change-account.js';
import { MakeAccount } from './make-account.js';
import { ReconcileAccount } from './reconcile-account.js';
import { ShowAccounts } from './show-accounts.js';
import { RemoveAccount } from './remove-account.js';

const testQuery = z.strictObject({ test: z.enum(['only']).optional() });

@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    private readonly showAccounts: ShowAccounts,
    private readonly makeAccount: MakeAccount,
    private readonly changeAccount: ChangeAccount,
    private readonly removeAccount: RemoveAccount,
    private readonly reconcileAccount: ReconcileAccount,
  ) {}

  /** Mailboxes and how they do. */
  @Get()
  @SignedIn()
  @Answers(200, accountList)
  list(@AsReader() reader: Reader, @Query({ schema: listQuery }) query: ListQuery): Promise<AccountList> {
    return this.showAccounts.page(reader, query);
  }

  /** Tests the settings live, then stores them; `?test=only` stores nothing and answers the checks. */
  @Post()
  @ForRoles('admin')
  @Answers(200, accountTest)
  @Answers(201, accountView)
  async create(
    @AsReader() reader: Reader,
    @Query({ schema: testQuery }) { test }: z.output<typeof testQuery>,
    @Body({ schema: accountCreate }) wanted: z.output<typeof accountCreate>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView | AccountTest> {
    if (test === 'only') {
      void reply.status(200);
      return this.makeAccount.test(wanted);
    }
    const id = await this.makeAccount.run(reader, wanted);
    void reply.status(201);
    return this.showAccounts.one(reader, id);
  }

  @Get(':id')
  @SignedIn()
  @Answers(200, accountView)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<AccountView> {
    return this.showAccounts.one(reader, id);
  }

  /**
   * Changes what is given. Servers are tested first; a password is needed again only when it would go elsewhere.
   * `imap: null` and `smtp: null` drop a server with its password: mail then comes in by the door alone, and answers go to the
   * outbox page. With `?test=only` the account is tried as it would be, with the stored passwords, and stays as it is.
   */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, accountView.or(accountTest))
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: testQuery }) { test }: z.output<typeof testQuery>,
    @Body({ schema: accountPatch }) change: z.output<typeof accountPatch>,
  ): Promise<AccountView | AccountTest> {
    const account = await this.showAccounts.one(reader, id);
    if (test === 'only') return this.changeAccount.tryOut(account, change);
    await this.changeAccount.run(reader, account, change);
    return this.showAccounts.one(reader, id);
  }

  /** Compares the mailbox with what is stored, now instead of within half an hour; what is missing is delivered again. */
  @Post(':id/reconcile')
  @ForRoles('admin')
  @HttpCode(202)
  async reconcile(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await this.reconcileAccount.run(await this.showAccounts.one(reader, id));
  }

  /** What would follow if the account were removed; nothing is changed. */
  @Get(':id/removal')
  @ForRoles('admin')
  @Answers(200, accountRemoval)
  async removal(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<AccountRemoval> {
    return this.removeAccount.preview(await this.showAccounts.one(reader, id));
  }

  /** Stops the account. Its messages stay where they are; with `?eraseAfterDays=` their words go then, for good. */
  @Delete(':id')
  @ForRoles('admin')
  @HttpCode(204)
  async remove(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: accountRemove }) how: z.output<typeof accountRemove>,
  ): Promise<void> {
    await this.removeAccount.run(reader, await this.showAccounts.one(reader, id), how);
  }
}
