import { uuid } from '@filo/contracts';
import {
  quarantineItem,
  quarantinePage,
  quarantineReplayed,
  type QuarantineItem,
  type QuarantinePage,
} from '@filo/contracts/http';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { Answers } from '../http/answers.js';
import { DomainError } from '../http/domain-error.js';
import { pageQuery } from '../paging/page-query.js';
import { ReplayQuarantined } from '../quarantine/replay-quarantined.js';
import { DiscardQuarantined } from './discard-quarantined.js';
import { QuarantineItems } from './quarantine-items.js';

/** What could not be read or trusted waits here for a human. */
@Controller('api/v1/quarantine')
@SignedIn()
export class QuarantineController {
  constructor(
    private readonly items: QuarantineItems,
    private readonly replayQuarantined: ReplayQuarantined,
    private readonly discardQuarantined: DiscardQuarantined,
    private readonly dataSource: DataSource,
  ) {}

  /** What waits, newest first. */
  @Get()
  @Answers(200, quarantinePage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<QuarantinePage> {
    return this.items.page(reader, query);
  }

  /** Reads it once more; `ok` when it has become a message or will in a moment, else the reason. */
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(200, quarantineReplayed)
  async replay(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<z.infer<typeof quarantineReplayed>> {
    const { state } = await this.items.one(reader, id);
    if (state === 'released' || state === 'discarded') {
      throw new DomainError('not-waiting', `Nothing was changed: this item is ${state}.`);
    }
    await recordAudit(this.dataSource, {
      agentId: reader.agentId,
      kind: 'quarantine-replayed',
      subjectId: id,
    });
    const { ok, reason } = await this.replayQuarantined.run(id);
    return { ok, reason, item: await this.items.one(reader, id) };
  }

  /** Takes it off the page for good. */
  @Post(':id/discard')
  @HttpCode(200)
  @Answers(200, quarantineItem)
  discard(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<QuarantineItem> {
    return this.discardQuarantined.run(reader, id);
  }
}
