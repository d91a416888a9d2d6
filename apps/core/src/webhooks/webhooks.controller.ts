import { uuid } from '@filo/contracts';
import {
  webhookCreate,
  webhookCreated,
  webhookDeliveries,
  webhookDeliveryQuery,
  webhookList,
  webhookPatch,
  webhookReplay,
  webhookReplayed,
  webhookSecret,
  webhookTested,
  webhookView,
  type WebhookCreated,
  type WebhookDeliveries,
  type WebhookList,
  type WebhookReplayed,
  type WebhookSecret,
  type WebhookTested,
  type WebhookView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ReplayDeliveries } from './replay-deliveries.js';
import { SaveWebhook } from './save-webhook.js';
import { ShowDeliveries } from './show-deliveries.js';
import { ShowWebhooks } from './show-webhooks.js';

/** Endpoints elsewhere that are told what happens; see docs/webhooks.md. */
@Controller('api/v1/webhooks')
@ForRoles('admin')
export class WebhooksController {
  constructor(
    private readonly show: ShowWebhooks,
    private readonly save: SaveWebhook,
    private readonly deliveries: ShowDeliveries,
    private readonly again: ReplayDeliveries,
  ) {}

  /** Those whose account groups the reader all sees. */
  @Get()
  @Answers(200, webhookList)
  async list(@AsReader() reader: Reader): Promise<WebhookList> {
    return { items: await this.show.all(reader) };
  }

  /** The secret is answered once, in `secret`. */
  @Post()
  @Answers(201, webhookCreated)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: webhookCreate }) wanted: z.output<typeof webhookCreate>,
  ): Promise<WebhookCreated> {
    return this.save.make(reader, wanted);
  }

  @Patch(':id')
  @Answers(200, webhookView)
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: webhookPatch }) patch: z.output<typeof webhookPatch>,
  ): Promise<WebhookView> {
    return this.save.change(reader, id, patch);
  }

  /** With its log. */
  @Delete(':id')
  @HttpCode(204)
  remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.save.remove(reader, id);
  }

  /** Makes a new secret, answered once; requests are signed with the former one, too, for a day. */
  @Post(':id/secret')
  @HttpCode(200)
  @Answers(200, webhookSecret)
  rotate(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<WebhookSecret> {
    return this.save.rotate(reader, id);
  }

  @Get(':id/deliveries')
  @Answers(200, webhookDeliveries)
  log(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: webhookDeliveryQuery }) query: z.output<typeof webhookDeliveryQuery>,
  ): Promise<WebhookDeliveries> {
    return this.deliveries.run(reader, id, query);
  }

  /** Sends again, under the same `webhook-id`. */
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(200, webhookReplayed)
  replay(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: webhookReplay }) wanted: z.output<typeof webhookReplay>,
  ): Promise<WebhookReplayed> {
    return this.again.replay(reader, id, wanted);
  }

  /** Sends a `webhook.test`. */
  @Post(':id/test')
  @HttpCode(202)
  @Answers(202, webhookTested)
  test(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<WebhookTested> {
    return this.again.test(reader, id);
  }
}
