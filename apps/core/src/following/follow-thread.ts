import type { ThreadFollow } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { tellAgents } from '../notices/tell-notices.js';

/**
 * Whether an agent is told of what comes into a thread. It hangs on the addresses of its person, so that it goes with them where they go: after a merge
 * the thread is followed by whoever followed either part.
 */
@Injectable()
export class FollowThread {
  constructor(private readonly dataSource: DataSource) {}

  async show(reader: Reader, personId: string, db: Queryable = this.dataSource): Promise<ThreadFollow> {
    const [row] = (await db.query(showing, [reader.accountGroupIds, reader.agentId, personId])) as {
      chosen: boolean | null;
      assigned: boolean;
    }[];
    const { chosen = null, assigned = false } = row ?? {};
    if (chosen !== null) return { following: chosen, because: 'chosen' };
    return { following: assigned, because: assigned ? 'assigned' : 'none' };
  }

  change(reader: Reader, personId: string, following: boolean): Promise<ThreadFollow> {
    return inTransaction(this.dataSource, async (db) => {
      await db.query(choosing, [reader.agentId, personId, following]);
      await tellAgents(db, [reader.agentId]);
      return this.show(reader, personId, db);
    });
  }
}

const choosing = `
insert into thread_follow (agent_id, identity_id, following)
select $1, l.identity_id, $3 from link l where l.person_id = $2 and l.withdrawn_at is null order by l.identity_id
on conflict (agent_id, identity_id) do update set following = excluded.following, at = clock_timestamp()`;

const showing = `
select bool_or(f.following) as chosen, coalesce(bool_or(exists (
    select from topic t where t.anchor_identity_id = l.identity_id and t.assignee_id = $2 and t.state <> 'closed'
      and ${visibleTo('t', '$1')})), false) as assigned
from link l left join thread_follow f on f.identity_id = l.identity_id and f.agent_id = $2
where l.person_id = $3 and l.withdrawn_at is null`;
