import { Bus } from '@filo/bus';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BlobStore } from '../blobs/blob-store.js';
import { putOnBus } from '../blobs/put-on-bus.js';
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
}
