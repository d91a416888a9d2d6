import { Bus } from '@filo/bus';
import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BlobStore } from '../blobs/blob-store.js';
import { DomainError } from '../http/domain-error.js';
import { photoType } from './photo-type.js';

const photoBytesMax = 5 * 1024 * 1024;

export interface StoredPhoto {
  sha256: string;
  mediaType: string;
}

/** Puts the bytes of a photo into storage. Until a fact names them, housekeeping clears them away after a day. */
@Injectable()
export class StorePhoto {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
    private readonly bus: Bus,
  ) {}

  async run(file: MultipartFile): Promise<StoredPhoto> {
    return this.keep(await read(file));
  }

  /** The same for bytes that came another way. */
  async keep(content: Buffer): Promise<StoredPhoto> {
    const mediaType = photoType(content);
    if (mediaType === undefined)
      throw new DomainError(
        'unsupported-media-type',
        'Nothing was changed: a photo is a PNG, JPEG, WebP or GIF. Choose another picture.',
        { reason: 'not-a-picture' },
      );
    const { sha256, bytes } = await this.blobs.put(content);
    await this.dataSource.query(
      `insert into blob (sha256, bytes, upload_only) values ($1, $2, true)
       on conflict (sha256) do update set stored_at = now() where blob.upload_only`,
      [sha256, bytes],
    );
    // From there housekeeping puts them back, had it just freed the very same bytes.
    await this.bus.blobs.put(await this.blobs.open(sha256));
    return { sha256, mediaType };
  }
}

const read = async (file: MultipartFile): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file.file as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // What is too long is read to its end and not kept: a sender that is cut off hears no answer.
    if (bytes <= photoBytesMax) chunks.push(chunk);
  }
  if (bytes <= photoBytesMax && !file.file.truncated) return Buffer.concat(chunks);
  throw new DomainError(
    'too-large',
    `Nothing was changed: a photo may have ${photoBytesMax / 1024 / 1024} MB. Choose a smaller one.`,
  );
};
