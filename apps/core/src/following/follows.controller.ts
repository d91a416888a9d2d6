import { uuid } from '@filo/contracts';
import {
  threadFollow,
  threadFollowChange,
  type ThreadFollow,
  type ThreadFollowChange,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { FollowThread } from './follow-thread.js';

@Controller('api/v1/threads/:id/follow')
@SignedIn()
export class FollowsController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly followThread: FollowThread,
  ) {}

  /** Whether the agent is told of what comes into this thread. */
  @Get()
  @Answers(200, threadFollow)
  async show(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ThreadFollow> {
    return this.followThread.show(reader, await this.findPerson.run(reader, id));
  }

  /** Follows it, or does not any more; done twice it is the same. */
  @Put()
  @Answers(200, threadFollow)
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: threadFollowChange }) { following }: ThreadFollowChange,
  ): Promise<ThreadFollow> {
    return this.followThread.change(reader, await this.findPerson.run(reader, id), following);
  }
}
