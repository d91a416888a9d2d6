import type { AgentAccount } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { readNameMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import type { ListQuery } from '../paging/page-query.js';
import { noSuchAgent } from './check-agent.js';
import { isHandingOver } from './handing-over.js';

/** Every agent there is or was, with what they may and how they stand. */
@Injectable()
export class ShowAgents {
  constructor(private readonly dataSource: DataSource) {}

  async list(
    reader: Reader,
    { cursor, limit }: ListQuery,
  ): Promise<{ items: AgentAccount[]; next: string | null }> {
    const [name = null, id = null] = readNameMarker(cursor) ?? [];
    const rows = (await this.dataSource.query(
      `${reading} where $2::text is null or (a.name, a.id) > ($2, $3::uuid) order by a.name, a.id limit $4`,
      [reader.accountGroupIds, name, id, limit + 1],
    )) as (AgentAccount & { exactAt: string })[];
    return pageOf(rows, limit);
  }

  async one(reader: Reader, agentId: string): Promise<AgentAccount> {
    const [row] = (await this.dataSource.query(`${reading} where a.id = $2`, [
      reader.accountGroupIds,
      agentId,
    ])) as (AgentAccount & { exactAt?: string })[];
    if (!row) throw noSuchAgent();
    delete row.exactAt;
    return row;
  }
}

const reading = `
select a.id, a.name, a.email::text as email, a.role, a.time_zone as "timeZone", a.language, a.name as "exactAt",
  case when a.disabled_at is not null then 'deactivated' when a.invited_at is not null then 'invited' else 'active' end as state,
  array(select account_group_id from agent_access where agent_id = a.id order by 1) as "accountGroupIds",
  ${iso('a.last_seen_at')} as "lastSeenAt",
  (select ${iso('l.expires_at')} from agent_link l where l.agent_id = a.id and l.expires_at > now()) as "linkUntil",
  (select count(*)::int from topic t where t.assignee_id = a.id and t.state <> 'closed'
    and ${visibleTo('t', '$1')}) as "openTopics",
  ${isHandingOver('a')} as "handingOver",
  exists (select from second_step s where s.agent_id = a.id and s.confirmed_at is not null) as "secondStep"
from agent a`;
