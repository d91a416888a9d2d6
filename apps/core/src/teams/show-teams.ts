import type { TeamView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { noSuchTeam } from './check-team.js';

/** Teams as everybody sees them; what a reader may not see of their accounts is not named. */
@Injectable()
export class ShowTeams {
  constructor(private readonly dataSource: DataSource) {}

  async all(reader: Reader): Promise<TeamView[]> {
    return (await this.dataSource.query(`${reading} order by t.name, t.id`, [
      reader.accountGroupIds,
    ])) as TeamView[];
  }

  async one(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<TeamView> {
    const [team] = (await db.query(`${reading} and t.id = $2`, [reader.accountGroupIds, id])) as TeamView[];
    if (!team) throw noSuchTeam();
    return team;
  }
}

const reading = `
select t.id, t.name, t.colour, t.version,
  coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id)
    from team_member m join agent a on a.id = m.agent_id
    where m.team_id = t.id and a.disabled_at is null), '[]') as members,
  array(select coalesce(a.name, a.address::text) from account_routing r join account a on a.id = r.account_id
    where r.team_id = t.id and a.state <> 'removed' and ${visibleTo('a', '$1')} order by 1) as accounts
from team t where t.removed_at is null`;
