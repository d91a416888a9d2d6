import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { BlobStore } from '../blobs/blob-store.js';
import { DomainError } from '../http/domain-error.js';
import { newestPhoto } from './photo-of.js';

/** Sends the photo of a person to whoever may see it. */
@Injectable()
export class SendPhoto {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  async run(reader: Reader, personId: string, reply: FastifyReply): Promise<void> {
    const [photo] = (await this.dataSource.query(
      `select photo.photo_sha256 as sha256, photo.value as "mediaType" from ${newestPhoto('$1', '$2')} photo`,
      [personId, reader.accountGroupIds],
    )) as { sha256: string; mediaType: string }[];
    if (!photo) throw new DomainError('not-found', 'There is no photo of this person that you may see.');
    const bytes = await this.blobs.open(photo.sha256);
    await reply
      .headers({
        'content-type': photo.mediaType,
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=3600',
      })
      .send(bytes);
  }
}
