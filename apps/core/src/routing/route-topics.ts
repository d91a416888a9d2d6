import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { queueing } from '../notices/queue-notices.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { notBefore } from '../topics/write-actions.js';
import { untilAborted } from '../worker/until-aborted.js';
import { decideRoute, type Route } from './decide-route.js';
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
}

/** Resolves with whether there was one. */
const routeNext = async (db: Queryable): Promise<boolean> => {
  const [topic] = (await db.query(taking)) as Waiting[];
  if (!topic) return false;
  const personId = await holdThread(db, topic);
  if (personId === undefined || !(await isUntouched(db, topic.id))) return true;
  const route = decideRoute(await readRoutingFacts(db, topic.id, personId));
  await give(db, topic.id, route);
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
  await db.query('insert into routing_waiting (topic_id) values ($1) on conflict do nothing', [topic.id]);
  return undefined;
};

const anchoring = 'select anchor_identity_id as id from topic where id = $1';

const give = async (db: Queryable, topicId: string, { teamId, agent }: Route): Promise<void> => {
  if (teamId !== null) await db.query(giving('team', 'team_id'), [topicId, 'account-team', { teamId }]);
  if (!agent) return;
  await db.query(giving('assign', 'assignee_id'), [topicId, agent.rule, { agentId: agent.id }]);
  if (agent.rule === 'round-robin')
    await db.query(
      'update team_member set turn_at = clock_timestamp() where team_id = $1 and agent_id = $2',
      [teamId, agent.id],
    );
};

/** Written down as an action, so that a rebuild finds the same, with the rule that says why. */
const giving = (kind: 'team' | 'assign', column: 'team_id' | 'assignee_id'): string => `
with written as (
  insert into action (id, kind, topic_id, rule, at, data)
  select gen_random_uuid(), '${kind}', t.id, $2, ${notBefore}, $3::jsonb from topic t where t.id = $1
  returning id, topic_id, data),
told as (${queueing('action', `id from written where '${kind}' = 'assign'`)})
update topic t set ${column} = (w.data ->> '${kind === 'team' ? 'teamId' : 'agentId'}')::uuid from written w where t.id = w.topic_id`;

const taking = `
with next as (
  select topic_id from routing_waiting order by at, topic_id limit 1 for update skip locked),
taken as (delete from routing_waiting w using next where w.topic_id = next.topic_id returning w.topic_id)
select t.id, t.anchor_identity_id as "anchorIdentityId", t.account_group_id as "accountGroupId"
from taken join topic t on t.id = taken.topic_id`;
