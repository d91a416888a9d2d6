import { uuid } from '@filo/contracts';
import { messageRevisions, type MessageRevisions } from '@filo/contracts/http';
import { Controller, Get, Param } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ShowRevisions } from './show-revisions.js';

@Controller('api/v1/messages/:id/revisions')
@SignedIn()
export class RevisionsController {
  constructor(private readonly showRevisions: ShowRevisions) {}

  /** What a message said before its author changed it. */
  @Get()
  @Answers(200, messageRevisions)
  list(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<MessageRevisions> {
    return this.showRevisions.run(reader, id);
  }
}
