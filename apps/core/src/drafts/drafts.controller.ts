import { uuid } from '@filo/contracts';
import {
  draftList,
  draftSave,
  draftView,
  type DraftList,
  type DraftSave,
  type DraftView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { DiscardDraft } from './discard-draft.js';
import { SaveDraft } from './save-draft.js';
import { ShowDrafts } from './show-drafts.js';

@Controller('api/v1/drafts')
@SignedIn()
export class DraftsController {
  constructor(
    private readonly show: ShowDrafts,
    private readonly saveDraft: SaveDraft,
    private readonly discardDraft: DiscardDraft,
  ) {}

  /** The agent's own drafts, and what is scheduled. */
  @Get()
  @Answers(200, draftList)
  list(@AsReader() reader: Reader): Promise<DraftList> {
    return this.show.run(reader);
  }

  /** Keeps a draft; 409 when another device wrote meanwhile, or when it is over. */
  @Put(':id')
  @Answers(200, draftView)
  save(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: draftSave }) save: DraftSave,
  ): Promise<DraftView> {
    return this.saveDraft.run(reader, id, save);
  }

  /** Discards a draft, and cancels it where it was scheduled; once more changes nothing. */
  @Delete(':id')
  @HttpCode(204)
  discard(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.discardDraft.run(reader, id);
  }
}
