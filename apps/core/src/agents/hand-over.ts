import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';
import { handOverPromises } from './hand-over-promises.js';
import { isHandingOver, openTopicsOf } from './handing-over.js';
import { atOnce, type Mover } from './mover.js';

/**
 * Moves the open topics and promises of an agent who was deactivated to who takes over, for as long as they are gone, and back when they are
 * reactivated. Each batch is a transaction of its own that looks anew at how the agent stands; done twice, late or at once it ends
 * the same.
 */
@Injectable()
export class HandOver {
  constructor(private readonly dataSource: DataSource) {}

  /** Moves what there is to move. */
  async run(agentId: string): Promise<void> {
    while (await inTransaction(this.dataSource, (db) => moveSome(db, agentId)));
  }

  /** Goes on where somebody died in between, and moves what came to agents who are gone. */
  async goOn(): Promise<void> {
    const left = (await this.dataSource.query(`select a.id from agent a where ${isHandingOver('a')}`)) as {
      id: string;
    }[];
    for (const { id } of left) await this.run(id);
  }
}

interface Moving {
  topicId: string;
  personId: string;
  groupId: string;
  to: string | null;
}

/** Moves one batch; resolves with whether there may be more. */
const moveSome = async (db: Queryable, agentId: string): Promise<boolean> => {
  const [mover] = (await db.query(
    `select disabled_at is not null as gone, hand_over_by as by, hand_over_to as "to" from agent
     where id = $1 and hand_over_by is not null for no key update`,
    [agentId],
  )) as Mover[];
  if (!mover) return false;
  const moving = (await (mover.gone
    ? db.query(ofGone, [agentId, atOnce, mover.to])
    : db.query(ofReturned, [agentId, atOnce]))) as Moving[];
  if (moving.length === 0) {
    if (await handOverPromises(db, agentId, mover)) return true;
    if (!mover.gone) await end(db, agentId);
    return false;
  }
  for (const topic of moving) await move(db, topic, mover.by);
  await (mover.gone ? remember(db, agentId, moving) : forget(db, agentId, moving));
  const data = { topicIds: moving.map(({ topicId }) => topicId), to: mover.gone ? mover.to : agentId };
  const kind = mover.gone ? 'topics-handed-over' : 'topics-given-back';
  await recordAudit(db, { agentId: mover.by, kind, subjectId: agentId, data });
  return true;
};

const move = async (db: Queryable, { topicId, personId, groupId, to }: Moving, by: string): Promise<void> => {
  const action = { kind: 'assign', topicId, agentId: to } as const;
  await applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId: by, action });
};

const remember = async (db: Queryable, agentId: string, moving: readonly Moving[]): Promise<void> => {
  await db.query(
    `insert into handed_over (topic_id, from_agent_id, to_agent_id) select t, $1, o from unnest($2::uuid[], $3::uuid[]) r(t, o)
     on conflict (from_agent_id, topic_id) do update set to_agent_id = excluded.to_agent_id, at = now()`,
    [agentId, moving.map(({ topicId }) => topicId), moving.map(({ to }) => to)],
  );
};

const forget = async (db: Queryable, agentId: string, moving: readonly Moving[]): Promise<void> => {
  await db.query('delete from handed_over where from_agent_id = $1 and topic_id = any($2::uuid[])', [
    agentId,
    moving.map(({ topicId }) => topicId),
  ]);
};

/** Everything is back. What somebody closed or handed on since stays where it is. */
const end = async (db: Queryable, agentId: string): Promise<void> => {
  await db.query('delete from handed_over where from_agent_id = $1', [agentId]);
  await db.query('update promise set handed_from = null where handed_from = $1', [agentId]);
  await db.query('update agent set hand_over_by = null, hand_over_to = null where id = $1', [agentId]);
};

/** Whoever takes over gets what they may see; what they may not is nobody's. */
const ofGone = `
select t.id as "topicId", l.person_id as "personId", t.account_group_id as "groupId",
  (select may.agent_id from agent_access may join agent taker on taker.id = may.agent_id
   where may.agent_id = $3::uuid and may.account_group_id = t.account_group_id and taker.disabled_at is null) as "to"
from ${openTopicsOf('$1')} order by l.person_id, t.id limit $2`;

const ofReturned = `
select t.id as "topicId", l.person_id as "personId", t.account_group_id as "groupId", $1::uuid as "to"
from handed_over h join topic t on t.id = h.topic_id
  join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where h.from_agent_id = $1 and t.state <> 'closed' and t.assignee_id is not distinct from h.to_agent_id
  and exists (select from agent_access may where may.agent_id = $1 and may.account_group_id = t.account_group_id)
order by l.person_id, t.id limit $2`;
