import { uuid } from '@filo/contracts';
import {
  boardCard,
  boardPage,
  boardQuery,
  boardWaiting,
  severityCorrection,
  stormClosed,
  stormClosing,
  postTaking,
  takenUp,
  type BoardCard,
  type BoardPage,
  type BoardWaiting,
  type SeverityCorrection,
  type StormClosed,
  type StormClosing,
  type PostTaking,
  type TakenUp,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { TakeUpPost } from '../listening/take-up-post.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
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
  ) {}

  /** Storms in which something said to us waits, and all of the last 14 days, by column, the most severe first, with how much is said in public. */
  @Get()
  @Answers(200, boardPage)
  show(
    @AsReader() reader: Reader,
    @Query({ schema: boardQuery }) wanted: z.output<typeof boardQuery>,
  ): Promise<BoardPage> {
    return this.showBoard.run(reader, wanted);
  }

  /** How many cards stand in the gravest column. */
  @Get('waiting')
  @Answers(200, boardWaiting)
  waiting(@AsReader() reader: Reader): Promise<BoardWaiting> {
    return this.showBoard.waiting(reader);
  }

  /** An agent's word on how severe a storm is, with a reason; a level of null takes it back. */
  @Post(':id/severity')
  @HttpCode(200)
  @Answers(200, boardCard)
  @CanBeUndone()
  correct(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: severityCorrection }) correction: SeverityCorrection,
    @AsUndoing() undoing: Undoing,
  ): Promise<BoardCard> {
    return this.correctSeverity.run(reader, id, { ...correction, undoing });
  }

  /** Settles the voices of a storm that the agent saw, at most those of 200 topics at once, and closes the topics in which nothing else waits. */
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

  /** Somebody sees to a post that was only found by listening: it gets a topic in its author's thread. Its `ETag` is what giving it up names, as an assignment of nobody. */
  @Post(':id/take-up')
  @HttpCode(200)
  @Answers(200, takenUp)
  takeUp(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: postTaking }) { messageId }: PostTaking,
    @AsUndoing() undoing: Undoing,
  ): Promise<TakenUp> {
    return this.takeUpPost.run(reader, id, { voiceId: messageId, undoing });
  }
}
