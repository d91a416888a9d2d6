import type { MessageRevisions } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';

/** Of a post that a program changes every minute the newest are enough. */
const shownMax = 200;

/** What a message said before its author changed it, for whoever sees the message. */
@Injectable()
export class ShowRevisions {
  constructor(private readonly dataSource: DataSource) {}

  async run(
    { accountGroupIds }: Pick<Reader, 'accountGroupIds'>,
    messageId: string,
  ): Promise<MessageRevisions> {
    const [found] = (await this.dataSource.query(reading, [
      accountGroupIds,
      messageId,
    ])) as MessageRevisions[];
    if (found) return found;
    throw new DomainError('not-found', 'There is no message with this id that you may see.');
  }
}

/** A revision without words is one of pictures alone. */
const reading = `
select coalesce((
  select json_agg(json_build_object('text', coalesce(v.text, ''), 'wordsStayed', v.text is null, 'until', ${iso('v.at')}) order by v.n desc)
  from (select * from message_revision r where r.message_id = m.id order by r.n desc limit ${shownMax}) v), '[]') as items
from message m where m.id = $2 and ${visibleTo('m', '$1')}`;
