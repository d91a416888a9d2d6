import { uuid } from '@filo/contracts';
import {
  draftSchedule,
  draftView,
  messageCreated,
  threadChanged,
  type DraftSchedule,
  type DraftView,
  type MessageCreated,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Param, Post, Put } from '@nestjs/common';
import { SignedIn } from '../../access/access-rules.js';
import { AsReader, type Reader } from '../../access/reader.js';
import { Answers } from '../../http/answers.js';
import { FindPerson } from '../../people-pages/find-person.js';
import { ShowWritten } from '../../thread-pages/show-written.js';
import { CancelSchedule } from './cancel-schedule.js';
import { ScheduleReply } from './schedule-reply.js';
import { SendNow } from './send-now.js';

@Controller('api/v1/drafts/:id')
@SignedIn()
export class ScheduleController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly schedule: ScheduleReply,
    private readonly cancel: CancelSchedule,
    private readonly sendNow: SendNow,
    private readonly showWritten: ShowWritten,
  ) {}

  /** Sends a draft later, unless the thread moves on until then; it is refused now for what would refuse it if it left now. */
  @Put('schedule')
  @Answers(200, draftView)
  @Answers(409, threadChanged)
  async put(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: draftSchedule }) schedule: DraftSchedule,
  ): Promise<DraftView> {
    const personId = await this.findPerson.run(reader, schedule.threadId);
    return this.schedule.run(reader, id, { personId, schedule });
  }

  /** Makes it a draft again; 409 `draft-gone` when it has left. */
  @Delete('schedule')
  @Answers(200, draftView)
  remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<DraftView> {
    return this.cancel.run(reader, id);
  }

  /** Sends a scheduled answer before its time; its author can hold it back as what they send otherwise. */
  @Post('send')
  @Answers(201, messageCreated)
  async send(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<MessageCreated> {
    const { personId, messageId } = await this.sendNow.run(reader, id);
    return this.showWritten.run(reader, personId, messageId);
  }
}
