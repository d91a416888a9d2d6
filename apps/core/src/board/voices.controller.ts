import { uuid } from '@filo/contracts';
import {
  boardCard,
  stormClaimed,
  stormClaiming,
  stormVoices,
  waitAgain,
  type BoardCard,
  type StormClaimed,
  type StormClaiming,
  type StormVoices,
  type WaitAgain as Again,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { pageQuery, type ListQuery } from '../paging/page-query.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ClaimStorm } from './claim-storm.js';
import { ListVoices } from './list-voices.js';
import { WaitAgain } from './wait-again.js';

const voicesQuery = pageQuery.extend({ limit: pageQuery.shape.limit.default(100) });

/** Who says what a card of the board says. */
@Controller('api/v1/board')
@SignedIn()
export class VoicesController {
  constructor(
    private readonly listVoices: ListVoices,
    private readonly waitAgain: WaitAgain,
    private readonly claimStorm: ClaimStorm,
  ) {}

  /** The posts of a storm, those that wait first, each with the thread of its author. */
  @Get(':id/voices')
  @Answers(200, stormVoices)
  voices(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: voicesQuery }) query: ListQuery,
  ): Promise<StormVoices> {
    return this.listVoices.run(reader, id, query);
  }

  /** A storm becomes the agent's, with all of its voices that wait and are nobody's, and with those to come. */
  @Post(':id/claim')
  @HttpCode(200)
  @Answers(200, stormClaimed)
  @CanBeUndone()
  claim(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: stormClaiming }) seen: StormClaiming,
    @AsUndoing() undoing: Undoing,
  ): Promise<StormClaimed> {
    return this.claimStorm.run(reader, id, { ...seen, undoing });
  }

  /** Voices that were settled or set aside when their storm was closed wait again. */
  @Post(':id/wait-again')
  @HttpCode(200)
  @Answers(200, boardCard)
  @CanBeUndone()
  again(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: waitAgain }) { messageIds }: Again,
    @AsUndoing() undoing: Undoing,
  ): Promise<BoardCard> {
    return this.waitAgain.run(reader, id, { messageIds, undoing });
  }
}
