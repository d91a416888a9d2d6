import { uuid } from '@filo/contracts';
import {
  blockCreate,
  blockEnded,
  blockPage,
  blockPreview,
  blockPreviewed,
  blockView,
  type BlockCreate,
  type BlockEnded,
  type BlockPage,
  type BlockPreview,
  type BlockPreviewed,
  type BlockView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { pageQuery } from '../paging/page-query.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ChangeBlock } from './change-block.js';
import { ListBlocks } from './list-blocks.js';
import { PreviewBlock } from './preview-block.js';

/** Of whom no more is wanted. */
@Controller('api/v1/blocks')
@SignedIn()
export class BlocksController {
  constructor(
    private readonly listBlocks: ListBlocks,
    private readonly previewBlock: PreviewBlock,
    private readonly changeBlock: ChangeBlock,
  ) {}

  /** Who blocked whom, when and why, the newest first. */
  @Get()
  @Answers(200, blockPage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<BlockPage> {
    return this.listBlocks.page(reader, query);
  }

  /** What a block would hide. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Answers(200, blockPreview)
  preview(
    @AsReader() reader: Reader,
    @Body({ schema: blockPreviewed }) target: BlockPreviewed,
  ): Promise<BlockPreview> {
    return this.previewBlock.run(reader, target);
  }

  /** An address, or a whole domain with everything below it. */
  @Post()
  @HttpCode(201)
  @Answers(201, blockView)
  @CanBeUndone()
  block(
    @AsReader() reader: Reader,
    @Body({ schema: blockCreate }) wanted: BlockCreate,
    @AsUndoing() undoing: Undoing,
  ): Promise<BlockView> {
    return this.changeBlock.block(reader, { wanted, undoing });
  }

  /** Lets it in again; what it hid stands where it stood. */
  @Delete(':id')
  @Answers(200, blockEnded)
  @CanBeUndone()
  unblock(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @AsUndoing() undoing: Undoing,
  ): Promise<BlockEnded> {
    return this.changeBlock.unblock(reader, { id, undoing });
  }
}
