import { uuid } from '@filo/contracts';
import {
  quarantineBlock,
  quarantineItem,
  quarantinePage,
  quarantineQuery,
  quarantineReplayed,
  quarantineReport,
  type QuarantineItem,
  type QuarantinePage,
  type QuarantineReport,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { BlockSender } from './block-sender.js';
import { DiscardQuarantined } from './discard-quarantined.js';
import { QuarantineItems } from './quarantine-items.js';
import { ReplayItem } from './replay-item.js';
import { ReportQuarantined } from './report-quarantined.js';

/** What could not be read or trusted waits here for a human. */
@Controller('api/v1/quarantine')
@SignedIn()
export class QuarantineController {
  constructor(
    private readonly items: QuarantineItems,
    private readonly replayItem: ReplayItem,
    private readonly discardQuarantined: DiscardQuarantined,
    private readonly blockSender: BlockSender,
    private readonly reportQuarantined: ReportQuarantined,
  ) {}

  /** What waits, newest first. */
  @Get()
  @Answers(200, quarantinePage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: quarantineQuery }) query: z.output<typeof quarantineQuery>,
  ): Promise<QuarantinePage> {
    return this.items.page(reader, query);
  }

  /** Reads it once more; `ok` when it has become a message or will in a moment, else the reason. */
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(200, quarantineReplayed)
  replay(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<z.infer<typeof quarantineReplayed>> {
    return this.replayItem.run(reader, id);
  }

  /** Takes it off the page for good. */
  @Post(':id/discard')
  @HttpCode(200)
  @Answers(200, quarantineItem)
  discard(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<QuarantineItem> {
    return this.discardQuarantined.run(reader, id);
  }

  /** Blocks its sender, whose next messages then wait here too, or lets it in again. */
  @Post(':id/block')
  @HttpCode(200)
  @Answers(200, quarantineItem)
  @CanBeUndone()
  block(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: quarantineBlock }) { blocked }: z.infer<typeof quarantineBlock>,
    @AsUndoing() undoing: Undoing,
  ): Promise<QuarantineItem> {
    return this.blockSender.run(reader, id, { blocked, undoing });
  }

  /** Says what it is, for the others to see; nothing is sent anywhere. */
  @Post(':id/report')
  @HttpCode(200)
  @Answers(200, quarantineItem)
  report(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: quarantineReport }) report: QuarantineReport,
  ): Promise<QuarantineItem> {
    return this.reportQuarantined.run(reader, id, report);
  }
}
