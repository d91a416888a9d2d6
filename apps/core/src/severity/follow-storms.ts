import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { holdPeople } from '../people/hold-people.js';
import { settlePosts } from '../topics/settle-posts.js';
import { untilAborted } from '../worker/until-aborted.js';
import { isGrave } from './is-grave.js';
import { tellTurns } from './tell-turns.js';
import { graverAt } from './wait-graver.js';

/** One look into a table that is nearly always empty; the list of people follows the board within so long. */
const everyMs = 1_000;
/** Topics of one transaction, so that none holds its locks for long. */
const atOnce = 100;

interface Turned {
  id: string;
  /** Another one whenever the storm turns again. */
  turn: string;
  /** It was followed once. */
  again: boolean;
}

interface Topic {
  id: string;
  anchorIdentityId: string;
}

/**
 * Lets the topics follow in which a voice of a storm waits that has become grave, or is so no more: by a voice, a look, an edit, a deletion or an agent's word. Whoever weighs holds
 * the lock of storms, which comes after those of threads, and one voice must not pay for ten thousand: so the database notes the storm (`turned_storm`), and
 * this goes through its topics, those alone that it may turn, and once more a minute later: whoever opened a topic meanwhile may have seen the storm as it was, and nobody sees theirs before it is committed. Any number of workers may do so; who dies leaves it noted, and what turns meanwhile is done again.
 */
export class FollowStorms {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.once(signal);
      await untilAborted(everyMs, signal);
    }
  }

  /** Until none is noted that is due; resolves with how many were followed. Of one that cannot be it throws, and goes on with the others when it is called again. */
  async once(signal?: AbortSignal): Promise<number> {
    for (let followed = 0; ; followed += 1) {
      const [storm] = (await this.dataSource.query(noted)) as Turned[];
      if (!storm || signal?.aborted) return followed;
      try {
        await this.#follow(storm, signal);
      } catch (error) {
        // The others go first the next time. Where that cannot be written either, what went wrong first says more.
        await this.dataSource.query(toTheEnd, [storm.id, storm.turn]).catch(() => undefined);
        throw error;
      }
    }
  }

  async #follow({ id, turn, again }: Turned, signal: AbortSignal | undefined): Promise<void> {
    const topics = (await this.dataSource.query(turning, [id])) as Topic[];
    for (let from = 0; from < topics.length; from += atOnce) {
      if (signal?.aborted) return;
      await inTransaction(this.dataSource, (db) => turnSome(db, topics.slice(from, from + atOnce)));
    }
    await this.dataSource.query(again ? done : onceMore, [id, turn]);
  }
}

const turnSome = async (db: Queryable, topics: readonly Topic[]): Promise<void> => {
  await holdPeople(db, [...new Set(topics.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const topicIds = topics.map(({ id }) => id);
  const turned = await settlePosts(db, { messageIds: [], topicIds });
  const grown = (await db.query(growing, [topicIds])) as { id: string }[];
  await tellTurns(db, [...new Set([...turned, ...grown.map(({ id }) => id)])]);
};

/** A post that became grave after it was seen to is a word that came then: nobody has read it as it is. */
const growing = `
with grown as (
  update topic t set in_seen_at = greatest(t.in_seen_at, g.at)
  from (
    select m.topic_id as id, max(${graverAt('m')}) as at
    from message m join waiting_post w on w.message_id = m.id where m.topic_id = any($1::uuid[]) group by 1) g
  where t.id = g.id and g.at > t.in_seen_at returning t.id)
select id from grown`;

const noted = `
select storm_id as id, turn, again_at is not null as again from turned_storm
where again_at is null or again_at <= clock_timestamp() order by at limit 1`;

/** No transaction that takes words in or acts on a thread is open for so long. */
const onceMore = `update turned_storm set again_at = clock_timestamp() + interval '1 minute' where storm_id = $1 and turn = $2`;
const done = 'delete from turned_storm where storm_id = $1 and turn = $2 and again_at is not null';

/** A storm without a voice is none, and turns nobody: what was deleted was settled with its deletion. */
const turning = `
select t.id, t.anchor_identity_id as "anchorIdentityId"
from storm s join public_post p on p.storm_id = s.id join waiting_post w on w.message_id = p.message_id
join message m on m.id = p.message_id join topic t on t.id = m.topic_id
where s.id = $1 and case when ${isGrave('s')} then t.grave_at is null or t.grave_at > m.sort_at else t.grave_at >= m.sort_at end
union
select t.id, t.anchor_identity_id
from public_post p join message m on m.id = p.message_id join topic t on t.id = m.topic_id
where p.storm_id = $1 and p.level = 2 and ${graverAt('m')} > t.in_seen_at
order by 1`;

const toTheEnd = 'update turned_storm set at = clock_timestamp() where storm_id = $1 and turn = $2';
