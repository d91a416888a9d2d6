import type { StormClosed, StormClosing } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { isUnblockedPost } from '../blocking/blocked-authors.js';
import { newId } from '../database/new-id.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { SetAside } from '../listening/set-aside.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { lockThreads } from '../threads/lock-threads.js';
import { isTakenBack } from '../topics/is-refused.js';
import { Undoing } from '../undoing/undoing.js';
import { ofSource } from './card-json.js';
import { noSuchCard } from './lock-card.js';
import { settleVoices } from './settle-voices.js';
import { ShowBoard } from './show-board.js';

/** Topics that one request closes or goes through; of a larger storm the card says how many voices still wait. */
const topicsMax = 200;
/** Posts that it settles by themselves: as many as wait again in one step. */
const postsMax = 1_000;

interface Topic {
  topicId: string;
  personId: string;
  /** Nothing else waits in it. */
  closes: boolean;
  /** Posts of the storm that wait in it. */
  voices: string[];
}

/**
 * Settles the voices of a storm that the agent saw, and nothing else that anybody said. A topic in which nothing else waits is closed, as an agent would close it, one after the other. One stays open, and
 * only its voices are settled, in which the same person also said something that waits: on another card, or on none, such as a mail
 * that came last or still waits, or anything at all since the agent saw the board. With a source, only what it brought is settled: the agent saw no more.
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
    if (!(await this.showBoard.one(reader, id))) throw noSuchCard();
    const asked = [reader.accountGroupIds, id, source ?? null, upTo];
    const topics = (await this.dataSource.query(heard, asked)) as Topic[];
    const stays = topics.filter(({ closes }) => !closes);
    const closed: StormClosed['topics'] = [];
    let refused = 0;
    for (const topic of topics.filter(({ closes }) => closes)) {
      const end = await this.close(reader, topic, asked);
      if (typeof end === 'string')
        closed.push({ threadId: topic.personId, topicId: topic.topicId, change: end });
      else if (end === undefined) refused += 1;
      else if (end.length > 0) stays.push({ ...topic, voices: end });
    }
    const kept = withinPosts(stays);
    const messageIds = kept.flatMap((topic) => topic.voices);
    const changeId = newId();
    const settled = await inTransaction(this.dataSource, (db) =>
      settleVoices(db, reader, { stormId: id, messageIds, changed: { changeId } }),
    );
    const setAside = await this.setAside.run(reader, id, { upTo, source, changeId });
    return {
      closed: closed.length,
      topics: closed,
      refused,
      kept: kept.length,
      ...{ settled, setAside, change: settled.length + setAside.length > 0 ? changeId : null },
      card: (await this.showBoard.one(reader, id)) ?? null,
    };
  }

  /**
   * Under the lock of its thread it is asked once more whether nothing else waits in it: what came in since the look leaves it open, and its voices are what this resolves with; of one that was closed meanwhile there are none. What it closes
   * it names for the undo. A thread that was merged away meanwhile is refused (undefined); the others are closed all the same.
   */
  private async close(
    reader: Reader,
    { personId, topicId }: Topic,
    asked: readonly unknown[],
  ): Promise<string | string[] | undefined> {
    try {
      return await inTransaction(this.dataSource, async (db: Queryable) => {
        await lockThreads(db, [personId]);
        const [now] = (await db.query(again, [...asked, topicId])) as Pick<Topic, 'closes' | 'voices'>[];
        // A colleague was faster: it is closed as they closed it, and no undo of this opens it.
        if (!now) return [];
        if (!now.closes) return now.voices;
        const undoing = new Undoing();
        await this.actOnThread.within(db, reader, { personId, action: { kind: 'close', topicId }, undoing });
        return undoing.change ?? [];
      });
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}

/** The first topics of which the posts can wait again in one step. */
const withinPosts = (topics: readonly Topic[]): Topic[] => {
  let posts = 0;
  return topics.filter(({ voices }) => (posts += voices.length) <= postsMax);
};

/** That a word of no card came after the last voice of the storm in its topic, or that nobody has closed it or answered in a way that may stand there. */
const stillCounts = `
not exists (select from message voice join public_post pv on pv.message_id = voice.id and pv.storm_id = $2
  where voice.topic_id = t.id and (voice.sort_at, voice.id) > (word.sort_at, word.id))
or word.sort_at > coalesce(t.close_at, '-infinity') and not exists (
  select from message answer where answer.topic_id = t.id and answer.direction = 'outbound' and answer.sort_at > word.sort_at
    and not ${isTakenBack('answer')})`;

/** The topics `t` of the people `l` in which a voice `m` of the storm was heard, and that are not closed. */
const notClosed = `public_post p
join message m on m.id = p.message_id join topic t on t.id = m.topic_id
join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where p.storm_id = $2 and ${ofSource('$3')} and t.state <> 'closed' and ${visibleTo('m', '$1')} and ${visibleTo('t', '$1')}
  and ${isUnblockedPost('p', 'm')}`;

/** What the agent saw of the storm, of the posts `m` of topic `t` that wait. */
const isSeenVoice = (m: string): string => `(${m}.id <= $4
  and exists (select from public_post voice where voice.message_id = ${m}.id and voice.storm_id = $2) and ${ofSource('$3', m)})`;

const waitingPosts = (m: string): string =>
  `message ${m} join waiting_post w on w.message_id = ${m}.id where ${m}.topic_id = t.id`;

/** Something waits in topic `t` beside what the agent saw of the storm. */
const holdsOther = `(
exists (select from ${waitingPosts('other')} and not ${isSeenVoice('other')})
or exists (select from message since where since.topic_id = t.id and since.direction = 'inbound' and since.class = 'human' and since.id > $4)
or exists (
  select from message word where word.topic_id = t.id and word.direction = 'inbound' and word.class = 'human'
    and not exists (select from public_post own where own.message_id = word.id)
    and (${stillCounts})))`;

const judged = `not ${holdsOther} as closes,
    array(select said.id from ${waitingPosts('said')} and ${isSeenVoice('said')} order by said.id limit ${postsMax}) as voices`;

const heard = `
select * from (
  select t.id as "topicId", t."personId", ${judged}
  from (select distinct t.id, t.close_at, l.person_id as "personId" from ${notClosed}) t) each
where closes or voices <> '{}'
order by "topicId" limit ${topicsMax}`;

/** Of one topic that was not closed meanwhile. */
const again = `select ${judged} from topic t where t.id = $5 and t.state <> 'closed' and ${visibleTo('t', '$1')}`;
