import { retentionChange, retentionList, retentionPreview, retentionQuery } from '@filo/contracts/http';
import type { RetentionList, RetentionPreview } from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SetRetention } from './set-retention.js';

@Controller('api/v1/retention')
@ForRoles('admin')
export class RetentionController {
  constructor(private readonly retention: SetRetention) {}

  /** How long each platform's messages are kept. */
  @Get()
  @Answers(200, retentionList)
  list(@AsReader() reader: Reader): Promise<RetentionList> {
    return this.retention.list(reader);
  }

  /** How many messages would be removed; nothing is changed. */
  @Get('preview')
  @Answers(200, retentionPreview)
  preview(
    @AsReader() reader: Reader,
    @Query({ schema: retentionQuery }) query: z.output<typeof retentionQuery>,
  ): Promise<RetentionPreview> {
    return this.retention.preview(reader, query);
  }

  /** Sets it; older messages are removed in the background, for good. */
  @Post()
  @HttpCode(200)
  @Answers(200, retentionList)
  set(
    @AsReader() reader: Reader,
    @Body({ schema: retentionChange }) change: z.output<typeof retentionChange>,
  ): Promise<RetentionList> {
    return this.retention.set(reader, change);
  }
}
