import { uuid } from '@filo/contracts';
import { automaticPage, automaticPlaced, automaticQuery, type AutomaticPlaced } from '@filo/contracts/http';
import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ListAutomatic } from './list-automatic.js';
import { PlaceAutomatic } from './place-automatic.js';

/** Lists, bounces, automatic replies of strangers: kept, shown here, and nobody's thread. */
@Controller('api/v1/automatic')
@SignedIn()
export class AutomaticController {
  constructor(
    private readonly listAutomatic: ListAutomatic,
    private readonly placeAutomatic: PlaceAutomatic,
  ) {}

  /** Newest first; `class` shows one kind alone. */
  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @Answers(200, automaticPage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: automaticQuery }) query: z.output<typeof automaticQuery>,
  ): Promise<string> {
    return this.listAutomatic.run(reader, query);
  }

  /** A human wrote it after all: puts it into its author's thread, as a human word. */
  @Post(':messageId/thread')
  @HttpCode(200)
  @Answers(200, automaticPlaced)
  place(
    @AsReader() reader: Reader,
    @Param('messageId', { schema: uuid }) messageId: string,
  ): Promise<AutomaticPlaced> {
    return this.placeAutomatic.run(reader, messageId);
  }
}
