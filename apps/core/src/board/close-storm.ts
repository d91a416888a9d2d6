import type { StormClosed, StormClosing } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { SetAside } from '../listening/set-aside.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { ofSource } from './card-json.js';
import { ShowBoard } from './show-board.js';

/** Topics that one request closes; of a larger storm the card says how many voices still wait. */
const topicsMax = 200;

/**
 * Closes what the voices of a storm opened, each in its own thread, as an agent would one after the other. A topic stays open in which
 * the same person also said something graver, which would go from the board unseen, or something that is on no card, such as a mail,
 * and came last or still waits, or anything at all since the agent saw the board. What they said in public before that and is no graver
 * goes with it. With a source, only what it brought is closed: the agent saw no more.
 */
@Injectable()
export class CloseStorm {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
    private readonly actOnThread: ActOnThread,
    private readonly setAside: SetAside,
  ) {}

  async run(reader: Reader, id: string, { upTo, source }: StormClosing): Promise<StormClosed> {
    if (!(await this.showBoard.one(reader, id)))
      throw new DomainError('not-found', 'There is no storm with this id that you may see.');
    const topics = (await this.dataSource.query(waiting, [
      reader.accountGroupIds,
      id,
      upTo,
      source ?? null,
    ])) as {
      topicId: string;
      personId: string;
    }[];
    const closed: StormClosed['topics'] = [];
    for (const { personId, topicId } of topics)
      if (await this.close(reader, personId, topicId)) closed.push({ threadId: personId, topicId });
    return {
      closed: closed.length,
      topics: closed,
      refused: topics.length - closed.length,
      setAside: await this.setAside.run(reader, id, { upTo, source }),
      card: (await this.showBoard.one(reader, id)) ?? null,
    };
  }

  /** A thread that was merged away meanwhile is refused; the others are closed all the same. */
  private async close(reader: Reader, personId: string, topicId: string): Promise<boolean> {
    try {
      await this.actOnThread.run(reader, personId, { kind: 'close', topicId });
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

/** That a word of no card came after the last voice of the storm in its topic, or that nobody has answered or closed it. */
const stillCounts = `
not exists (select from message voice join public_post pv on pv.message_id = voice.id and pv.storm_id = $2
  where voice.topic_id = t.id and (voice.sort_at, voice.id) > (word.sort_at, word.id))
or word.sort_at > coalesce(t.close_at, '-infinity') and not exists (
  select from message answer where answer.topic_id = t.id and answer.direction = 'outbound' and answer.sort_at > word.sort_at)`;

const waiting = `
select distinct t.id as "topicId", l.person_id as "personId" from public_post p
join message m on m.id = p.message_id join topic t on t.id = m.topic_id
join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where p.storm_id = $2 and ${ofSource('$4')} and t.state <> 'closed' and ${visibleTo('m', '$1')} and ${visibleTo('t', '$1')}
  and not exists (
    select from message other join public_post p2 on p2.message_id = other.id join storm graver on graver.id = p2.storm_id
    join storm this on this.id = $2
    where other.topic_id = t.id and ${visibleTo('other', '$1')}
      and coalesce(graver.corrected_level, graver.level) > coalesce(this.corrected_level, this.level))
  and not exists (
    select from message since where since.topic_id = t.id and since.direction = 'inbound' and since.class = 'human' and since.id > $3)
  and not exists (
    select from message word where word.topic_id = t.id and word.direction = 'inbound' and word.class = 'human'
      and not exists (select from public_post own where own.message_id = word.id)
      and (${stillCounts}))
order by 1 limit ${topicsMax}`;
