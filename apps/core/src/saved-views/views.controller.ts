import { uuid } from '@filo/contracts';
import {
  savedView,
  savedViewCreate,
  savedViewList,
  savedViewPatch,
  type SavedView,
  type SavedViewList,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SaveView } from './save-view.js';
import { ShowViews } from './show-views.js';

/** Views with a filter under names of their own: one's own, those of one's teams, and those for everybody, which admins make. */
@Controller('api/v1/views')
@SignedIn()
export class ViewsController {
  constructor(
    private readonly showViews: ShowViews,
    private readonly saveView: SaveView,
  ) {}

  @Get()
  @Answers(200, savedViewList)
  async list(@AsReader() reader: Reader): Promise<SavedViewList> {
    return { items: await this.showViews.all(reader) };
  }

  @Post()
  @Answers(201, savedView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: savedViewCreate }) wanted: z.output<typeof savedViewCreate>,
  ): Promise<SavedView> {
    return this.saveView.make(reader, wanted);
  }

  /** Changes its name, what it lists, or its place; what is not named stays. */
  @Patch(':id')
  @Answers(200, savedView)
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: savedViewPatch }) patch: z.output<typeof savedViewPatch>,
  ): Promise<SavedView> {
    return this.saveView.change(reader, id, patch);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.saveView.remove(reader, id);
  }

  /** Brings one back that was removed. */
  @Post(':id/restore')
  @HttpCode(200)
  @Answers(200, savedView)
  restore(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<SavedView> {
    return this.saveView.bringBack(reader, id);
  }
}
