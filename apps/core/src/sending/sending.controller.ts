import { changeSending, sending, type ChangeSending, type Sending } from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { HoldSending } from './hold-sending.js';
import { ShowSending } from './show-sending.js';

/** Whether answers leave. Held after a restore: what waits in a backup may have left before. */
@Controller('api/v1/sending')
export class SendingController {
  constructor(
    private readonly showSending: ShowSending,
    private readonly holdSending: HoldSending,
  ) {}

  /** Whether sending is held, for everybody whose answers wait. */
  @Get()
  @SignedIn()
  @Answers(200, sending)
  read(): Promise<Sending> {
    return this.showSending.run();
  }

  /** Holds sending, or releases it: then everything that waits leaves at once. */
  @Post()
  @HttpCode(200)
  @ForRoles('admin')
  @Answers(200, sending)
  async change(
    @AsReader() reader: Reader,
    @Body({ schema: changeSending }) { held }: ChangeSending,
  ): Promise<Sending> {
    await this.holdSending.run(reader.agentId, held);
    return this.showSending.run();
  }
}
