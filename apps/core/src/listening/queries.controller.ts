import { uuid } from '@filo/contracts';
import {
  queryCreate,
  queryList,
  queryPatch,
  queryToTry,
  queryTrial,
  queryView,
  type QueryList,
  type QueryTrial,
  type QueryView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { termsToAsk } from './query-terms.js';
import { SaveQuery } from './save-query.js';
import { ShowQueries } from './show-queries.js';
import { TryQuery } from './try-query.js';

const ofAccount = z.strictObject({ accountId: uuid.optional() });

/** What accounts listen for in public. */
@Controller('api/v1/queries')
export class QueriesController {
  constructor(
    private readonly showQueries: ShowQueries,
    private readonly saveQuery: SaveQuery,
    private readonly tryQuery: TryQuery,
    private readonly showAccounts: ShowAccounts,
  ) {}

  /** Saved queries with how they do and how much they found in 24 hours. */
  @Get()
  @SignedIn()
  @Answers(200, queryList)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: ofAccount }) { accountId }: z.output<typeof ofAccount>,
  ): Promise<QueryList> {
    return this.showQueries.all(reader, accountId);
  }

  /** Stores a query once its platform was seen to take it. */
  @Post()
  @ForRoles('admin')
  @HttpCode(201)
  @Answers(201, queryView)
  async create(
    @AsReader() reader: Reader,
    @Body({ schema: queryCreate }) wanted: z.output<typeof queryCreate>,
  ): Promise<QueryView> {
    return this.showQueries.one(reader, await this.saveQuery.make(reader, wanted));
  }

  /** What a query would find now. Stores nothing; where posts cost, it says what this look has cost. */
  @Post('try')
  @ForRoles('admin')
  @HttpCode(200)
  @Answers(200, queryTrial)
  async try(
    @AsReader() reader: Reader,
    @Body({ schema: queryToTry }) { accountId, ...wanted }: z.output<typeof queryToTry>,
  ): Promise<QueryTrial> {
    const account = await this.showAccounts.one(reader, accountId);
    return this.tryQuery.look(account, termsToAsk(wanted));
  }

  /** Changes what is given; `state: active` also brings back what was removed. */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, queryView)
  @CanBeUndone()
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: queryPatch }) change: z.output<typeof queryPatch>,
    @AsUndoing() undoing: Undoing,
  ): Promise<QueryView> {
    await this.saveQuery.change(reader, await this.showQueries.one(reader, id), { ...change, undoing });
    return this.showQueries.one(reader, id);
  }

  /** Ends the query. What it found stays. */
  @Delete(':id')
  @ForRoles('admin')
  @HttpCode(204)
  async remove(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @AsUndoing() undoing: Undoing,
  ): Promise<void> {
    await this.saveQuery.remove(reader, await this.showQueries.one(reader, id), undoing);
  }
}
