import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { topicOfPromise } from '../promises/promise-json.js';
import { recordPromise, tellPromise } from '../promises/write-promise.js';
import { lockThreads } from '../threads/lock-threads.js';
import { openPromisesOf } from './handing-over.js';
import { atOnce, type Mover } from './mover.js';

interface Moving {
  id: string;
  topicId: string;
  personId: string;
  groupId: string;
}

/**
 * Gives one batch of open promises to who takes over, or back, in the caller's transaction; resolves with whether there may be more.
 * A promise is always somebody's: where nobody takes over, or nobody who may see it, it keeps its name and stays due in the lists of all.
 */
export const handOverPromises = async (db: Queryable, agentId: string, mover: Mover): Promise<boolean> => {
  const owner = mover.gone ? mover.to : agentId;
  if (owner === null) return false;
  const moving = (await db.query(mover.gone ? ofGone : ofReturned, [agentId, owner, atOnce])) as Moving[];
  if (moving.length === 0) return false;
  await lockThreads(db, [...new Set(moving.map(({ personId }) => personId))]);
  for (const promise of moving) await give(db, promise, { agentId, owner, mover });
  const data = { promiseIds: moving.map(({ id }) => id), to: owner };
  const kind = mover.gone ? 'promises-handed-over' : 'promises-given-back';
  await recordAudit(db, { agentId: mover.by, kind, subjectId: agentId, data });
  return true;
};

const give = async (
  db: Queryable,
  { id, topicId, personId, groupId }: Moving,
  { agentId, owner, mover }: { agentId: string; owner: string; mover: Mover },
): Promise<void> => {
  const [given] = await db.query(giving, [id, owner, mover.gone ? agentId : null]);
  if (!given) return;
  await recordPromise(db, { kind: 'promise-given', promiseId: id, topicId, agentId: mover.by });
  await tellPromise(db, personId, groupId);
};

/** Under the lock of the thread; what was settled or given to somebody else meanwhile stays so. */
const giving = `
with given as (
  update promise set owner_agent_id = $2, handed_from = $3::uuid
  where id = $1 and state = 'open' and case when $3::uuid is null then handed_from = $2 else owner_agent_id = $3 end returning 1)
select from given`;

const columns = `p.id, ${topicOfPromise} as "topicId", l.person_id as "personId", p.account_group_id as "groupId"`;

const ofGone = `
select ${columns} from ${openPromisesOf('$1', '$2::uuid')} order by l.person_id, p.id limit $3`;

const ofReturned = `
select ${columns} from promise p join link l on l.identity_id = p.anchor_identity_id and l.withdrawn_at is null
  left join message m on m.id = p.message_id
where p.handed_from = $1 and p.state = 'open'
  and exists (select from agent_access may where may.agent_id = $2::uuid and may.account_group_id = p.account_group_id)
order by l.person_id, p.id limit $3`;
