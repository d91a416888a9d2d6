import { uuid } from '@filo/contracts';
import {
  acknowledgement,
  acknowledgementSet,
  type Acknowledgement,
  type AcknowledgementSet,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SetAcknowledgement } from './set-acknowledgement.js';

/** What whoever writes to a mailbox or by a form is told at once. */
@Controller('api/v1/accounts/:id/acknowledgement')
@ForRoles('admin')
export class AcknowledgementController {
  constructor(private readonly acknowledgements: SetAcknowledgement) {}

  @Get()
  @Answers(200, acknowledgement)
  show(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<Acknowledgement> {
    return this.acknowledgements.show(reader, id);
  }

  /** Of what somebody else set since, 409 `acknowledgement-changed` tells how it is now. */
  @Put()
  @Answers(200, acknowledgement)
  set(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: acknowledgementSet }) wanted: AcknowledgementSet,
  ): Promise<Acknowledgement> {
    return this.acknowledgements.run(reader, id, wanted);
  }
}
