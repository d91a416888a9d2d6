import { uuid } from '@filo/contracts';
import {
  messagePage,
  messageQuery,
  threadCounts,
  threadDetail,
  threadPage,
  threadQuery,
  type ThreadCounts,
} from '@filo/contracts/http';
import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { CountThreads } from './count-threads.js';
import { ListMessages } from './list-messages.js';
import { ListThreads } from './list-threads.js';
import { ShowThread } from './show-thread.js';
import type { MessageQuery, ThreadQuery } from './thread-query.js';

const json = 'application/json; charset=utf-8';

@Controller('api/v1/threads')
@SignedIn()
export class ThreadsController {
  constructor(
    private readonly listThreads: ListThreads,
    private readonly countThreads: CountThreads,
    private readonly showThread: ShowThread,
    private readonly listMessages: ListMessages,
  ) {}

  /** One view, a page at a time. */
  @Get()
  @Header('content-type', json)
  @Answers(200, threadPage)
  list(@AsReader() reader: Reader, @Query({ schema: threadQuery }) query: ThreadQuery): Promise<string> {
    return this.listThreads.run(reader, query);
  }

  /** How many threads each view holds, up to 1,000. */
  @Get('counts')
  @Answers(200, threadCounts)
  counts(@AsReader() reader: Reader): Promise<ThreadCounts> {
    return this.countThreads.run(reader);
  }

  /** One thread; its `ETag` is what `If-Match` of a reply names. */
  @Get(':id')
  @Header('content-type', json)
  @Answers(200, threadDetail)
  async read(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const thread = await this.showThread.run(reader, id);
    void reply.header('etag', `"${thread.version}"`);
    return thread.json;
  }

  /** Messages, oldest first within the page; `next` leads to older ones. */
  @Get(':id/messages')
  @Header('content-type', json)
  @Answers(200, messagePage)
  messages(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: messageQuery }) query: MessageQuery,
  ): Promise<string> {
    return this.listMessages.run(reader, id, query);
  }
}
