import { uuid } from '@filo/contracts';
import { messageView, threadChanged, type MessageView } from '@filo/contracts/http';
import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../../access/access-rules.js';
import { AsReader, type Reader } from '../../access/reader.js';
import { Answers } from '../../http/answers.js';
import { Described } from '../../http/described.js';
import { readIfMatch } from '../../replies/check-version.js';
import { SendAgain } from './send-again.js';

@Controller('api/v1/messages/:id/send-again')
@SignedIn()
export class SendAgainController {
  constructor(private readonly sendAgain: SendAgain) {}

  /** Tries an answer that failed once more, with the same words to the same recipients; 409 with what is new when its thread has moved on since `If-Match`. */
  @Post()
  @HttpCode(200)
  @Described(({ ApiHeader }) =>
    ApiHeader({ name: 'if-match', required: true, description: 'The thread version that the agent saw' }),
  )
  @Answers(200, messageView)
  @Answers(409, threadChanged)
  run(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<MessageView> {
    return this.sendAgain.run(reader, { messageId: id, seen: readIfMatch(ifMatch) });
  }
}
