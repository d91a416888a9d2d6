import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';

export interface StoredFile {
  sha256: string;
  name: string;
  mediaType: string;
}

/** Files that hang on messages, for those who may see the message, and those an agent means to send. */
@Injectable()
export class FindStoredFile {
  constructor(private readonly dataSource: DataSource) {}

  async attachment(reader: Reader, id: string): Promise<StoredFile> {
    return this.only(
      `select a.sha256, a.name, a.media_type as "mediaType" from attachment a join message m on m.id = a.message_id
       where a.id = $1 and ${visibleTo('m', '$2')}`,
      [id, reader.accountGroupIds],
    );
  }

  /** The agent's own, or one that goes with an answer which waits for a colleague's OK: whoever gives it sees what it shows. */
  async upload(reader: Reader, id: string): Promise<StoredFile> {
    return this.only(
      `select u.sha256, u.name, u.media_type as "mediaType" from upload u where u.id = $1 and (u.agent_id = $2 or exists (
         select from ok_request r where r.agent_id = u.agent_id and r.state = 'waiting' and ${visibleTo('r', '$3')}
           and r.reply -> 'attachments' ? u.id::text))`,
      [id, reader.agentId, reader.accountGroupIds],
    );
  }

  /** The message as it came, byte for byte. */
  async original(reader: Reader, messageId: string): Promise<StoredFile> {
    return this.only(
      `select m.raw_sha256 as sha256, m.id || '.eml' as name, 'message/rfc822' as "mediaType" from message m
       where m.id = $1 and m.raw_sha256 is not null and ${visibleTo('m', '$2')}`,
      [messageId, reader.accountGroupIds],
    );
  }

  private async only(sql: string, parameters: unknown[]): Promise<StoredFile> {
    const [file] = (await this.dataSource.query(sql, parameters)) as StoredFile[];
    if (!file) throw new DomainError('not-found', 'There is no such file that you may see.');
    return file;
  }
}
