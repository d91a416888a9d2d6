import { uuid } from '@filo/contracts';
import { quarantineContent, type QuarantineContent } from '@filo/contracts/http';
import { Controller, Get, Param } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ReadContent } from './read-content.js';

@Controller('api/v1/quarantine')
@SignedIn()
export class QuarantineContentController {
  constructor(private readonly readContent: ReadContent) {}

  /** What it says, as plain text, to be looked at before anything is decided. */
  @Get(':id/content')
  @Answers(200, quarantineContent)
  content(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<QuarantineContent> {
    return this.readContent.run(reader, id);
  }
}
