import type { StormClosed } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { ShowBoard } from './show-board.js';

/** Topics that one request closes; of a larger storm the card says how many voices still wait. */
const topicsMax = 200;

/**
 * Closes what the voices of a storm opened, each in its own thread, as an agent would one after the other. A topic in which the same
 * person also said something graver stays open: it would take that from the board unseen.
 */
@Injectable()
export class CloseStorm {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
    private readonly actOnThread: ActOnThread,
  ) {}

  async run(reader: Reader, id: string): Promise<StormClosed> {
    if (!(await this.showBoard.one(reader, id)))
      throw new DomainError('not-found', 'There is no storm with this id that you may see.');
    const topics = (await this.dataSource.query(waiting, [reader.accountGroupIds, id])) as {
      topicId: string;
      personId: string;
    }[];
    for (const { personId, topicId } of topics)
      await this.actOnThread.run(reader, personId, { kind: 'close', topicId });
    return { closed: topics.length, card: (await this.showBoard.one(reader, id)) ?? null };
  }
}

const waiting = `
select distinct t.id as "topicId", l.person_id as "personId" from public_post p
join message m on m.id = p.message_id join topic t on t.id = m.topic_id
join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where p.storm_id = $2 and t.state <> 'closed' and ${visibleTo('m', '$1')} and ${visibleTo('t', '$1')}
  and not exists (
    select from message other join public_post p2 on p2.message_id = other.id join storm graver on graver.id = p2.storm_id
    join storm this on this.id = $2
    where other.topic_id = t.id and ${visibleTo('other', '$1')}
      and coalesce(graver.corrected_level, graver.level) > coalesce(this.corrected_level, this.level))
order by 1 limit ${topicsMax}`;
