import { uuid } from '@filo/contracts';
import {
  boardCard,
  boardPage,
  severityCorrection,
  stormClosed,
  stormClosing,
  type BoardCard,
  type BoardPage,
  type SeverityCorrection,
  type StormClosed,
  type StormClosing,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { CloseStorm } from './close-storm.js';
import { CorrectSeverity } from './correct-severity.js';
import { ShowBoard } from './show-board.js';

/** What is said in public, by severity and reach. */
@Controller('api/v1/board')
@SignedIn()
export class BoardController {
  constructor(
    private readonly showBoard: ShowBoard,
    private readonly correctSeverity: CorrectSeverity,
    private readonly closeStorm: CloseStorm,
  ) {}

  /** Storms of the last 14 days by column, the most severe first, with how much is said in public. */
  @Get()
  @Answers(200, boardPage)
  show(@AsReader() reader: Reader): Promise<BoardPage> {
    return this.showBoard.run(reader);
  }

  /** An agent's word on how severe a storm is, with a reason; a level of null takes it back. */
  @Post(':id/severity')
  @HttpCode(200)
  @Answers(200, boardCard)
  correct(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: severityCorrection }) correction: SeverityCorrection,
  ): Promise<BoardCard> {
    return this.correctSeverity.run(reader, id, correction);
  }

  /** Closes the topics of the voices of a storm that the agent saw, at most 200 at once. */
  @Post(':id/close')
  @HttpCode(200)
  @Answers(200, stormClosed)
  close(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: stormClosing }) seen: StormClosing,
  ): Promise<StormClosed> {
    return this.closeStorm.run(reader, id, seen);
  }
}
