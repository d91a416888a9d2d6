import { uuid } from '@filo/contracts';
import {
  messageCreated,
  replyCreate,
  replyOptions,
  replyOptionsQuery,
  threadChanged,
  type MessageCreated,
  type ReplyCreate,
  type ReplyOptions,
} from '@filo/contracts/http';
import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { readIfMatch } from './check-version.js';
import { needIdempotencyKey } from './idempotency-key.js';
import { QueueReply } from './queue-reply.js';
import { ShowReplyOptions } from './show-reply-options.js';

@Controller('api/v1/threads/:id')
@SignedIn()
export class RepliesController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly queueReply: QueueReply,
    private readonly showReplyOptions: ShowReplyOptions,
    private readonly showWritten: ShowWritten,
  ) {}

  /** Queues a reply; 409 with what is new when the thread has moved on since `If-Match`. */
  @Post('replies')
  @Described(({ ApiHeader }) =>
    ApiHeader({ name: 'if-match', required: true, description: 'The thread version that the agent saw' }),
  )
  @Described(({ ApiHeader }) =>
    ApiHeader({
      name: 'idempotency-key',
      required: true,
      description: 'Any text of yours, new for each reply: a repeated request with it sends nothing twice',
    }),
  )
  @Answers(201, messageCreated)
  @Answers(409, threadChanged)
  async reply(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: replyCreate }) reply: ReplyCreate,
  ): Promise<MessageCreated> {
    const seen = readIfMatch(ifMatch);
    const personId = await this.findPerson.run(reader, id);
    const messageId = await this.queueReply.run(reader, {
      personId,
      reply,
      seen,
      idempotencyKey: needIdempotencyKey(key),
    });
    return this.showWritten.run(reader, personId, messageId);
  }

  /** Whom a reply would reach, and whom an agent may add. */
  @Get('reply-options')
  @Answers(200, replyOptions)
  options(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: replyOptionsQuery }) wanted: z.output<typeof replyOptionsQuery>,
  ): Promise<ReplyOptions> {
    return this.showReplyOptions.run(reader, id, wanted);
  }
}
