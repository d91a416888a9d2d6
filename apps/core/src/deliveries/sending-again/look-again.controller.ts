import { uuid } from '@filo/contracts';
import { messageView, type MessageView } from '@filo/contracts/http';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../../access/access-rules.js';
import { AsReader, type Reader } from '../../access/reader.js';
import { Answers } from '../../http/answers.js';
import { LookAgain } from './look-again.js';

@Controller('api/v1/messages/:id/look-again')
@SignedIn()
export class LookAgainController {
  constructor(private readonly lookAgain: LookAgain) {}

  /** Looks at its network for an answer of which nobody knows whether it arrived: found, it is sent, with its link; else it can be sent again since. Sends nothing. */
  @Post()
  @HttpCode(200)
  @Answers(200, messageView)
  run(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<MessageView> {
    return this.lookAgain.run(reader, id);
  }
}
