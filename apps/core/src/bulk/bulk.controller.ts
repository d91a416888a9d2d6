import { uuid } from '@filo/contracts';
import {
  bulkJob,
  bulkOrder,
  threadMatch,
  threadMatching,
  type BulkJob,
  type ThreadMatch,
  type ThreadMatching,
} from '@filo/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { needIdempotencyKey } from '../replies/idempotency-key.js';
import { MatchThreads } from '../thread-pages/match-threads.js';
import { showBulkJob } from './bulk-job-json.js';
import { OrderBulk } from './order-bulk.js';
import { UndoBulk } from './undo-bulk.js';

/** What is done with many threads at once; each agent sees their own orders alone. */
@Controller('api/v1/threads')
@SignedIn()
export class BulkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly matchThreads: MatchThreads,
    private readonly orderBulk: OrderBulk,
    private readonly undoBulk: UndoBulk,
  ) {}

  /** How many threads a list shows, on all its pages. */
  @Get('matching')
  @Answers(200, threadMatching)
  async matching(
    @AsReader() reader: Reader,
    @Query({ schema: threadMatch }) match: ThreadMatch,
  ): Promise<ThreadMatching> {
    return { count: await this.matchThreads.count(reader, match) };
  }

  /** Does one thing with many threads; up to a hundred are done when it answers, the others follow. */
  @Post('bulk')
  @HttpCode(200)
  @Described(({ ApiHeader }) =>
    ApiHeader({
      name: 'idempotency-key',
      required: true,
      description: 'Any text of yours, new for each order: a repeated request with it does nothing twice',
    }),
  )
  @Answers(200, bulkJob)
  order(
    @AsReader() reader: Reader,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: bulkOrder }) order: z.output<typeof bulkOrder>,
  ): Promise<BulkJob> {
    return this.orderBulk.run(reader, order, needIdempotencyKey(key));
  }

  /** How far it is. */
  @Get('bulk/:id')
  @Answers(200, bulkJob)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<BulkJob> {
    return showBulkJob(this.dataSource, reader, id);
  }

  /** Takes all of it back but what somebody changed since; what is not done yet is not done any more. Asked twice, it is one undo. */
  @Post('bulk/:id/undo')
  @HttpCode(200)
  @Answers(200, bulkJob)
  undo(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<BulkJob> {
    return this.undoBulk.run(reader, id);
  }
}
