import { uuid } from '@filo/contracts';
import { threadTagged, threadTagging, type ThreadTagged } from '@filo/contracts/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { TagThread } from './tag-thread.js';

@Controller('api/v1/threads/:id/tags')
@SignedIn()
export class ThreadTagsController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly tagThread: TagThread,
  ) {}

  /** Puts tags on a thread and takes others off; everybody who may see what was said there sees them. */
  @Post()
  @HttpCode(200)
  @Answers(200, threadTagged)
  @CanBeUndone()
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: threadTagging }) tagging: z.output<typeof threadTagging>,
    @AsUndoing() undoing: Undoing,
  ): Promise<ThreadTagged> {
    return this.tagThread.run(reader, await this.findPerson.run(reader, id), { tagging, undoing });
  }
}
