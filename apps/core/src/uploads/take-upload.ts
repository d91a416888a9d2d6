import { Bus } from '@filo/bus';
import type { UploadView } from '@filo/contracts/http';
import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { BlobStore } from '../blobs/blob-store.js';
import { DomainError } from '../http/domain-error.js';

export const uploadBytesMax = 25 * 1024 * 1024;

export const uploadTooLarge = (): DomainError =>
  new DomainError(
    'too-large',
    `Nothing was stored: a file may have ${uploadBytesMax / 1024 / 1024} MB. Send a smaller one, or a link to it.`,
  );

/** Stores one file for a reply to come: in core's storage, and on the bus, from where the connector fetches it. */
@Injectable()
export class TakeUpload {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
    private readonly bus: Bus,
  ) {}

  async run(agentId: string, file: MultipartFile): Promise<UploadView> {
    const { sha256, bytes } = await this.blobs.put(file.file);
    if (file.file.truncated) {
      await this.forget(sha256);
      throw uploadTooLarge();
    }
    // From here on housekeeping finds it, whatever fails before a row of `upload` names it.
    await this.dataSource.query(
      `insert into blob (sha256, bytes, upload_only) values ($1, $2, true)
       on conflict (sha256) do update set stored_at = now() where blob.upload_only`,
      [sha256, bytes],
    );
    await this.bus.blobs.put(await this.blobs.open(sha256));
    const upload = {
      id: uuidv7(),
      name: fileName(file.filename),
      mediaType: mediaType(file.mimetype),
      bytes,
    };
    await this.dataSource.query(
      `insert into upload (id, agent_id, sha256, name, media_type) values ($1, $2, $3, $4, $5)`,
      [upload.id, agentId, sha256, upload.name, upload.mediaType],
    );
    return upload;
  }

  /** A cut-off file is of no use, unless the very same bytes are someone's whole file. */
  private async forget(sha256: string): Promise<void> {
    const [known] = await this.dataSource.query('select 1 from blob where sha256 = $1', [sha256]);
    if (!known) await this.blobs.delete(sha256);
  }
}

/** A name only: no path, no control characters, at most 255 characters. Browsers write a quote in it as `%22`. */
export const fileName = (given: string | undefined): string => {
  const name = (given ?? '').replaceAll('%22', '"').split(/[/\\]/).at(-1) ?? '';
  const clean = name
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-255);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
};

const mediaType = (given: string): string =>
  /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(given) ? given.toLowerCase() : 'application/octet-stream';
