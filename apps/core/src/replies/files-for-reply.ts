import { Bus } from '@filo/bus';
import { isPostablePicture } from '@filo/text-limits';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BlobStore } from '../blobs/blob-store.js';
import { putOnBus } from '../blobs/put-on-bus.js';
import { barePicture, type BarePicture } from './bare-pictures/bare-picture.js';
import { BrokenPicture } from './bare-pictures/broken-picture.js';
import { takeAttachments, type TakenAttachment } from './take-attachments.js';

/** The uploads that a reply names, brought to where the connectors read them. */
@Injectable()
export class FilesForReply {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly blobs: BlobStore,
  ) {}

  async run(agentId: string, uploadIds: readonly string[]): Promise<TakenAttachment[]> {
    const attachments = await takeAttachments(this.dataSource, agentId, uploadIds);
    await this.bring(attachments);
    return attachments;
  }

  /** The same of files that stand in a message already. */
  async bring(files: readonly TakenAttachment[]): Promise<void> {
    await putOnBus(this.bus, this.blobs, files);
  }

  /** The same files as a network gets them: of pictures the pixels alone. Doing it again changes nothing. */
  async bare(files: readonly TakenAttachment[]): Promise<TakenAttachment[]> {
    const bare: TakenAttachment[] = [];
    // One at a time: each is held in memory.
    for (const file of files)
      bare.push(isPostablePicture(file.mediaType) && !file.bareness ? await this.#bare(file) : file);
    return bare;
  }

  async #bare(file: TakenAttachment): Promise<TakenAttachment> {
    const picture = bareOrBroken(await this.blobs.get(file.sha256));
    if (picture === 'broken') return { ...file, bareness: 'broken' };
    const { bytes, mediaType } = picture;
    const ref = await this.blobs.put(bytes);
    // As of an upload: from here on housekeeping finds it, should no reply take it.
    await this.dataSource.query(
      `insert into blob (sha256, bytes, upload_only) values ($1, $2, true)
       on conflict (sha256) do update set stored_at = now() where blob.upload_only`,
      [ref.sha256, ref.bytes],
    );
    await this.bus.blobs.put(bytes);
    return { ...file, ...ref, mediaType, bareness: 'bare' };
  }
}

const bareOrBroken = (bytes: Uint8Array): BarePicture | 'broken' => {
  try {
    return barePicture(bytes);
  } catch (error) {
    if (error instanceof BrokenPicture) return 'broken';
    throw error;
  }
};
