import { uuid } from '@filo/contracts';
import { heldBack, type HeldBack } from '@filo/contracts/http';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { HoldBackMessage } from './hold-back-message.js';

@Controller('api/v1/messages/:id/hold-back')
@SignedIn()
export class HoldBackController {
  constructor(private readonly holdBack: HoldBackMessage) {}

  /** Takes away a message of the agent's own that has not left: it is a draft again. Of an answer that one recipient has while others wait, those are stopped (`stopped`). 422 when it has left. */
  @Post()
  @HttpCode(200)
  @Answers(200, heldBack)
  run(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<HeldBack> {
    return this.holdBack.run(reader, id);
  }
}
