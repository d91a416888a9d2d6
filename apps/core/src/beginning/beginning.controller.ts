import { writingBegun, writingToBegin, type WritingBegun, type WritingToBegin } from '@filo/contracts/http';
import { Body, Controller, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { BeginWriting } from './begin-writing.js';

@Controller('api/v1/people')
@SignedIn()
export class BeginningController {
  constructor(private readonly beginWriting: BeginWriting) {}

  /** In whose thread a mail to this address stands; whoever was unknown is a person from now on. Nothing is sent. */
  @Post()
  @Answers(201, writingBegun)
  begin(
    @AsReader() reader: Reader,
    @Body({ schema: writingToBegin }) wanted: WritingToBegin,
  ): Promise<WritingBegun> {
    return this.beginWriting.run(reader, wanted);
  }
}
