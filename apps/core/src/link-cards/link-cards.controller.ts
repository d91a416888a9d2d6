import { uuid } from '@filo/contracts';
import { linkCardShown, linkCardWanted, type LinkCardShown, type LinkCardWanted } from '@filo/contracts/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ShowLinkCard } from './show-link-card.js';

@Controller('api/v1/threads/:id/link-card')
@SignedIn()
export class LinkCardsController {
  constructor(private readonly showLinkCard: ShowLinkCard) {}

  /** Has the page of a link read, to show while an answer is written how the answer will show it. */
  @Post()
  @HttpCode(200)
  @Answers(200, linkCardShown)
  run(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: linkCardWanted }) wanted: LinkCardWanted,
  ): Promise<LinkCardShown> {
    return this.showLinkCard.run(reader, id, wanted);
  }
}
