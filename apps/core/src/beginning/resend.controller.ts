import { uuid } from '@filo/contracts';
import { messageCreated, messageResend, type MessageCreated, type MessageResend } from '@filo/contracts/http';
import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { needIdempotencyKey } from '../replies/idempotency-key.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { ResendMessage } from './resend-message.js';

@Controller('api/v1/messages/:id/resend')
@SignedIn()
export class ResendController {
  constructor(
    private readonly resendMessage: ResendMessage,
    private readonly showWritten: ShowWritten,
  ) {}

  /** Says a mail of ours again to one other address; 409 where that is said to be theirs and is somebody else's. */
  @Post()
  @Described(({ ApiHeader }) =>
    ApiHeader({
      name: 'idempotency-key',
      required: true,
      description: 'Any text of yours, new for each: a repeated request with it sends nothing twice',
    }),
  )
  @Answers(201, messageCreated)
  async resend(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) messageId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: messageResend }) resend: MessageResend,
  ): Promise<MessageCreated> {
    const wanted = { messageId, resend, idempotencyKey: needIdempotencyKey(key) };
    const sent = await this.resendMessage.run(reader, wanted);
    return this.showWritten.run(reader, sent.personId, sent.messageId);
  }
}
