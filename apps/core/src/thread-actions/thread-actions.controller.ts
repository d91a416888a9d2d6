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
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ActOnThread } from './act-on-thread.js';

@Controller('api/v1/threads/:id/actions')
@SignedIn()
export class ThreadActionsController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly actOnThread: ActOnThread,
  ) {}

  /** On all unclosed topics of the thread, or on `topicId`; an undo on those that what it undoes touched, each back to whoever had it. */
  @Post()
  @HttpCode(200)
  @Answers(200, threadActionDone)
  @CanBeUndone()
  async act(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: threadAction }) action: ThreadAction,
    @AsUndoing() undoing: Undoing,
  ): Promise<ThreadActionDone> {
    return this.actOnThread.run(reader, await this.findPerson.run(reader, id), { action, undoing });
  }
}
