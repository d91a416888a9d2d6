import { outboxPage, type CapturedMail, type OutboxPage } from '@filo/contracts/http';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { BlobStore } from '../blobs/blob-store.js';
import { Answers } from '../http/answers.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { pageQuery } from '../paging/page-query.js';

type Row = Omit<CapturedMail, 'raw'> & { sha256: string; exactAt: string };

/** What would have left by mail, kept here because its account has no way out. */
@Controller('api/v1/outbox')
@SignedIn()
export class OutboxController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** Newest first, each with its bytes as they would have left. */
  @Get()
  @Answers(200, outboxPage)
  async list(
    @AsReader() reader: Reader,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<OutboxPage> {
    const mark = readMarker(query.cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(listing, [
      reader.accountGroupIds,
      ...mark,
      query.limit + 1,
    ])) as Row[];
    const { items, next } = pageOf(rows, query.limit);
    return { items: await Promise.all(items.map((row) => this.withBytes(row))), next };
  }

  private async withBytes({ sha256, ...mail }: Omit<Row, 'exactAt'>): Promise<CapturedMail> {
    return { ...mail, raw: Buffer.from(await this.blobs.get(sha256)).toString('base64') };
  }
}

const listing = `
select c.id, c.delivery_id as "deliveryId", c.message_id as "messageId", c.account_id as "accountId", c.sender as "from",
  c.recipients as "to", c.subject, ${iso('c.at')} as at, c.bytes::float8 as bytes, c.raw_sha256 as sha256,
  ${exactly('c.at')} as "exactAt"
from captured_mail c join account a on a.id = c.account_id
where ${visibleTo('a', '$1')} and (c.at, c.id) < ($2::timestamptz, $3::uuid)
order by c.at desc, c.id desc limit $4`;
