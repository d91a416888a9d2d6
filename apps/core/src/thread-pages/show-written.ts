import type { MessageCreated } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { readVersion } from '../threads/version-of.js';
import { ShowMessages } from './show-messages.js';

/** A message that was just written, with the version that its thread has now. */
@Injectable()
export class ShowWritten {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shown: ShowMessages,
  ) {}

  async run(reader: Reader, personId: string, messageId: string): Promise<MessageCreated> {
    const [message] = await this.shown.run(reader, [messageId]);
    const version = await readVersion(this.dataSource, personId, reader.accountGroupIds);
    if (!message || version === undefined)
      throw new DomainError('not-found', 'The message is stored, but you may not see it any more.');
    return { message, version };
  }
}
