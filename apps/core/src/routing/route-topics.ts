import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { untilAborted } from '../worker/until-aborted.js';
import { decideRoute } from './decide-route.js';
import { giveTopic } from './give-topic.js';
import { isUntouched, readRoutingFacts } from './read-routing-facts.js';

const everyMs = 1_000;

/**
 * Gives new topics to whom the routing of their account says. Any number of workers may do so at once: each topic is taken by one of them,
 * in the transaction in which it is given, under the lock of its thread; who dies leaves it waiting. What an agent did with it first stands.
 * Members take turns behind the lock of their team, so that two topics at once go to two of them.
 */
export class RouteTopics {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.once(signal);
      await untilAborted(everyMs, signal);
    }
  }

  /** Routes what waits; resolves with how many topics that were. */
  async once(signal?: AbortSignal): Promise<number> {
    let routed = 0;
    while (!signal?.aborted && (await inTransaction(this.dataSource, routeNext))) routed++;
    if (routed > 0) this.log.info({ topics: routed }, 'new topics routed');
    return routed;
  }
}

interface Waiting {
  id: string;
  anchorIdentityId: string;
  accountGroupId: string;
  /** As Postgres writes it, to the microsecond. */
  doneAt: string;
}

/** Resolves with whether there was one. */
const routeNext = async (db: Queryable): Promise<boolean> => {
  const [topic] = (await db.query(taking)) as Waiting[];
  if (!topic) return false;
  const personId = await holdThread(db, topic);
  if (personId === undefined || !(await isUntouched(db, topic.id, topic.doneAt))) return true;
  const route = decideRoute(await readRoutingFacts(db, topic.id, personId));
  await giveTopic(db, { topicId: topic.id, personId }, route);
  const groups = new Map([[personId, [topic.accountGroupId]]]);
  await projectThreads(db, { personIds: [personId], bump: false, in: groups });
  return true;
};

const lookAgain = 3;

/**
 * Holds the thread in which the topic is; resolves with its person. A split may move the topic to another one before the lock: then that one
 * is held, too. Of what moves on and on nothing is done, for now.
 */
const holdThread = async (db: Queryable, topic: Waiting): Promise<string | undefined> => {
  let anchor = topic.anchorIdentityId;
  for (let n = 0; n < lookAgain; n++) {
    const personId = (await holdPeople(db, [anchor])).get(anchor);
    const [now] = (await db.query(anchoring, [topic.id])) as { id: string }[];
    if (!now || now.id === anchor) return now && personId;
    anchor = now.id;
  }
  await db.query(
    'insert into routing_waiting (topic_id, done_at) values ($1, $2::timestamptz) on conflict do nothing',
    [topic.id, topic.doneAt],
  );
  return undefined;
};

const anchoring = 'select anchor_identity_id as id from topic where id = $1';

const taking = `
with next as (
  select topic_id from routing_waiting order by at, topic_id limit 1 for update skip locked),
taken as (
  delete from routing_waiting w using next where w.topic_id = next.topic_id returning w.topic_id, w.done_at)
select t.id, t.anchor_identity_id as "anchorIdentityId", t.account_group_id as "accountGroupId", taken.done_at::text as "doneAt"
from taken join topic t on t.id = taken.topic_id`;
