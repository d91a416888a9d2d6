import { uuid } from '@filo/contracts';
import {
  threadAction,
  threadActionDone,
  type ThreadAction,
  type ThreadActionDone,
} from '@filo/contracts/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ActOnThread } from './act-on-thread.js';

@Controller('api/v1/threads/:id/actions')
@SignedIn()
export class ThreadActionsController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly actOnThread: ActOnThread,
  ) {}

  /** On all unclosed topics of the thread, or on `topicId`. */
  @Post()
  @HttpCode(200)
  @Answers(200, threadActionDone)
  async act(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: threadAction }) action: ThreadAction,
  ): Promise<ThreadActionDone> {
    return this.actOnThread.run(reader, await this.findPerson.run(reader, id), action);
  }
}
