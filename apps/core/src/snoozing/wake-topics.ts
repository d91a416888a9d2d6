import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { settleTopics } from '../topics/settle-topics.js';
import { notBefore } from '../topics/write-actions.js';
import { untilAborted } from '../worker/until-aborted.js';

/** Two looks into one partial index; a list shows what woke within so long. */
const everyMs = 2_000;
/** Topics of one transaction, so that none holds its locks for long. */
const atOnce = 100;

interface Due {
  id: string;
  anchorIdentityId: string;
}

/**
 * Wakes topics at the time until which they were snoozed, by the clock of the database. Any number of workers may do so at once: what
 * is due is judged again under the lock of its thread, and the wake is an action in the same transaction, so that each snooze is woken
 * once, a word that came first has woken it already, and whoever dies leaves it due. A clock that was set back wakes later, and never twice.
 */
export class WakeTopics {
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

  /** One round; resolves with how many topics woke. */
  async once(signal?: AbortSignal): Promise<number> {
    let woken = 0;
    for (let more = true; more && !signal?.aborted;) {
      const due = (await this.dataSource.query(finding, [atOnce])) as Due[];
      if (due.length > 0) woken += await inTransaction(this.dataSource, (db) => wakeDue(db, due));
      more = due.length === atOnce;
    }
    if (woken > 0) this.log.info({ topics: woken }, 'snoozed topics woke');
    return woken;
  }
}

const wakeDue = async (db: Queryable, due: readonly Due[]): Promise<number> => {
  const people = await holdPeople(db, [...new Set(due.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const ids = encodeArray('uuid', due.map(({ id }) => id)); // prettier-ignore
  const woken = (await db.query(waking, [ids])) as (Due & { accountGroupId: string })[];
  await settleTopics(db, { topicIds: woken.map(({ id }) => id) });
  const groups = groupsOfPeople(people, woken);
  await projectThreads(db, { personIds: [...groups.keys()], bump: false, in: groups });
  return woken.length;
};

const isDue = (now: string): string => `t.state = 'snoozed' and t.snooze_until <= ${now}`;

const finding = `
select t.id, t.anchor_identity_id as "anchorIdentityId" from topic t where ${isDue('now()')} order by t.snooze_until, t.id limit $1`;

const waking = `
with written as (
  insert into action (id, kind, topic_id, rule, at)
  select gen_random_uuid(), 'woken', t.id, 'time', ${notBefore}
  from unnest($1::uuid[]) r(id) join topic t on t.id = r.id where ${isDue('clock_timestamp()')}
  returning topic_id, at),
folded as (
  update topic t set woken_at = w.at from written w where t.id = w.topic_id
  returning t.id, t.anchor_identity_id, t.account_group_id)
select id, anchor_identity_id as "anchorIdentityId", account_group_id as "accountGroupId" from folded order by id`;
