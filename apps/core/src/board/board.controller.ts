import { uuid } from '@filo/contracts';
import {
  boardCard,
  boardPage,
  boardQuery,
  severityCorrection,
  stormClosed,
  stormClosing,
  takenUp,
  waitAgain,
  type BoardCard,
  type BoardPage,
  type SeverityCorrection,
  type StormClosed,
  type StormClosing,
  type TakenUp,
  type WaitAgain,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SetAside } from '../listening/set-aside.js';
import { TakeUpPost } from '../listening/take-up-post.js';
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
    private readonly takeUpPost: TakeUpPost,
    private readonly setAside: SetAside,
  ) {}

  /** Storms of the last 14 days by column, the most severe first, with how much is said in public. */
  @Get()
  @Answers(200, boardPage)
  show(
    @AsReader() reader: Reader,
    @Query({ schema: boardQuery }) { source }: z.output<typeof boardQuery>,
  ): Promise<BoardPage> {
    return this.showBoard.run(reader, source);
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

  /** Somebody sees to a post that was only found by listening: it gets a topic in its author's thread. */
  @Post(':id/take-up')
  @HttpCode(200)
  @Answers(200, takenUp)
  takeUp(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<TakenUp> {
    return this.takeUpPost.run(reader, id);
  }

  /** Voices that were set aside when their storm was closed wait again. */
  @Post(':id/wait-again')
  @HttpCode(200)
  @Answers(200, boardCard)
  waitAgain(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: waitAgain }) { messageIds }: WaitAgain,
  ): Promise<BoardCard> {
    return this.setAside.waitAgain(reader, id, messageIds);
  }
}
