import {
  noticeList,
  noticesRead,
  noticesReadDone,
  type NoticeList,
  type NoticesReadDone,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';
import { ListNotices } from './list-notices.js';
import { ReadNotices } from './read-notices.js';

/** What an agent is told; nobody sees that of another. */
@Controller('api/v1/notices')
@SignedIn()
export class NoticesController {
  constructor(
    private readonly listNotices: ListNotices,
    private readonly readNotices: ReadNotices,
  ) {}

  @Get()
  @Answers(200, noticeList)
  list(@AsReader() reader: Reader, @Query({ schema: listQuery }) query: ListQuery): Promise<NoticeList> {
    return this.listNotices.run(reader, query);
  }

  /** Marks those that are named as read, those of a thread, or all. */
  @Post('read')
  @HttpCode(200)
  @Answers(200, noticesReadDone)
  read(
    @AsReader() reader: Reader,
    @Body({ schema: noticesRead }) wanted: z.output<typeof noticesRead>,
  ): Promise<NoticesReadDone> {
    return this.readNotices.run(reader, wanted);
  }
}
