import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { untilAborted } from '../worker/until-aborted.js';

const everyMs = 2_000;
const atOnce = 100;

interface Due {
  id: string;
  anchorIdentityId: string;
  accountGroupId: string;
}

/**
 * Tells the lists that a promise has come due: from then on its person waits for us. Whether it is due is read from the clock, so
 * nothing hangs on this but that open pages see it; each due time is told once, by whichever worker comes first.
 */
export class TellDuePromises {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.once();
      await untilAborted(everyMs, signal);
    }
  }

  /** One round; resolves with how many it told of. */
  async once(): Promise<number> {
    const due = (await this.dataSource.query(finding, [atOnce])) as Due[];
    return due.length === 0 ? 0 : inTransaction(this.dataSource, (db) => tell(db, due));
  }
}

const tell = async (db: Queryable, due: readonly Due[]): Promise<number> => {
  const people = await holdPeople(db, [...new Set(due.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const told = (await db.query(marking, [encodeArray('uuid', due.map(({ id }) => id))])) as Due[]; // prettier-ignore
  const groups = groupsOfPeople(people, told);
  await projectThreads(db, { personIds: [...groups.keys()], bump: false, in: groups });
  await recordLive(
    db,
    [...groups].flatMap(([threadId, ids]) =>
      [...ids].map((accountGroupId) => ({ accountGroupId, kind: 'promises' as const, data: { threadId } })),
    ),
  );
  return told.length;
};

/** An index is read up to `now()`; what is judged under the lock goes by the clock itself, which stands still for no transaction. */
const isUntold = (now: string): string =>
  `p.state = 'open' and p.due_at <= ${now} and p.told_due_at is distinct from p.due_at`;
const columns = `p.id, p.anchor_identity_id as "anchorIdentityId", p.account_group_id as "accountGroupId"`;

const finding = `select ${columns} from promise p where ${isUntold('now()')} order by p.due_at, p.id limit $1`;

const marking = `
with told as (update promise p set told_due_at = p.due_at where p.id = any($1::uuid[]) and ${isUntold('clock_timestamp()')} returning p.*),
heard as (insert into webhook_waiting (type, source_id) select 'promise.broken', p.id from told p
  where exists (select from webhook w where w.state = 'on' and 'promise.broken' = any(w.events)))
select ${columns} from told p order by p.id`;
