import {
  publicPause,
  publicPauseChange,
  publicPauseChanged,
  type PublicPause,
  type PublicPauseChange,
  type PublicPauseChanged,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ChangePublicPause } from './change-public-pause.js';
import { ShowPublicPause } from './show-public-pause.js';

/** Whether scheduled public answers leave at their time. */
@Controller('api/v1/public-pause')
export class PublicPauseController {
  constructor(
    private readonly showPause: ShowPublicPause,
    private readonly changePause: ChangePublicPause,
  ) {}

  /** Who paused them until when, and how many wait. */
  @Get()
  @SignedIn()
  @Answers(200, publicPause)
  read(@AsReader() reader: Reader): Promise<PublicPause> {
    return this.showPause.run(reader);
  }

  /** Pauses them, or says another time until which they are. */
  @Put()
  @ForRoles('social', 'supervisor', 'admin')
  @Answers(200, publicPauseChanged)
  @CanBeUndone()
  pause(
    @AsReader() reader: Reader,
    @Body({ schema: publicPauseChange }) { until }: PublicPauseChange,
    @AsUndoing() undoing: Undoing,
  ): Promise<PublicPauseChanged> {
    return this.changePause.run(reader, { until }, undoing);
  }

  /** Lets them leave again: those that are due at once, in the order of their times. */
  @Delete()
  @ForRoles('social', 'supervisor', 'admin')
  @Answers(200, publicPauseChanged)
  @CanBeUndone()
  resume(@AsReader() reader: Reader, @AsUndoing() undoing: Undoing): Promise<PublicPauseChanged> {
    return this.changePause.run(reader, null, undoing);
  }
}
