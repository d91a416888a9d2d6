import { uuid } from '@filo/contracts';
import { tagCreate, tagList, tagPatch, tagView, type TagList, type TagView } from '@filo/contracts/http';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SaveTag } from './save-tag.js';
import { ShowTags } from './show-tags.js';

/** What threads are marked with. */
@Controller('api/v1/tags')
export class TagsController {
  constructor(
    private readonly showTags: ShowTags,
    private readonly saveTag: SaveTag,
  ) {}

  @Get()
  @SignedIn()
  @Answers(200, tagList)
  async list(): Promise<TagList> {
    return { items: await this.showTags.all() };
  }

  @Post()
  @ForRoles('admin')
  @Answers(201, tagView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: tagCreate }) wanted: z.output<typeof tagCreate>,
  ): Promise<TagView> {
    return this.saveTag.make(reader, wanted);
  }

  /** Changes name or colour, archives it or brings it back; what is not named stays. */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, tagView)
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: tagPatch }) patch: z.output<typeof tagPatch>,
  ): Promise<TagView> {
    return this.saveTag.change(reader, id, patch);
  }
}
