import { uuid } from '@filo/contracts';
import { Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { DismissAnswer } from './dismiss-answer.js';

/** The notice that somebody answered a thread from another address. */
@Controller('api/v1/messages/:id/dismissed')
@SignedIn()
export class AnswersController {
  constructor(private readonly dismissAnswer: DismissAnswer) {}

  /** Puts it away for the agent who asks, in every browser. */
  @Put()
  @HttpCode(204)
  dismiss(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.dismissAnswer.run(reader, id, true);
  }

  @Delete()
  @HttpCode(204)
  bringBack(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.dismissAnswer.run(reader, id, false);
  }
}
