import { uuid } from '@filo/contracts';
import { messageView, type MessageView } from '@filo/contracts/http';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../../access/access-rules.js';
import { AsReader, type Reader } from '../../access/reader.js';
import { Answers } from '../../http/answers.js';
import { TakeBackMessage } from './take-back-message.js';

@Controller('api/v1/messages/:id/take-back')
@SignedIn()
export class TakeBackController {
  constructor(private readonly takeBack: TakeBackMessage) {}

  /** Deletes an answer of ours where it stands as a post, in all its parts; answers alike when it was deleted already. */
  @Post()
  @HttpCode(200)
  @Answers(200, messageView)
  run(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<MessageView> {
    return this.takeBack.run(reader, id);
  }
}
