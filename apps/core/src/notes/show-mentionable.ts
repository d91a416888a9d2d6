import type { Mentionable } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { findTopic } from '../topics/find-topic.js';

/** Whom a note can name, and who of them may read it: a mention opens no account group to anybody. */
@Injectable()
export class ShowMentionable {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, personId: string, topicId: string | undefined): Promise<Mentionable> {
    const topic = await findTopic(this.dataSource, reader, { personId, topicId });
    const group = [topic?.accountGroupId ?? null];
    const agents = (await this.dataSource.query(showingAgents, group)) as Mentionable['agents'];
    const teams = (await this.dataSource.query(showingTeams, group)) as Mentionable['teams'];
    return { agents, teams };
  }
}

const worksHere = 'a.disabled_at is null and a.invited_at is null';
const sees = 'exists (select from agent_access may where may.agent_id = a.id and may.account_group_id = $1)';

const showingAgents = `
select a.id, a.name, ${sees} as sees from agent a where ${worksHere} order by a.name, a.id limit 1000`;

const showingTeams = `
select t.id, t.name, t.colour, count(a.id)::int as members, (count(a.id) filter (where not ${sees}))::int as unseeing
from team t left join team_member m on m.team_id = t.id left join agent a on a.id = m.agent_id and ${worksHere}
where t.removed_at is null group by t.id order by t.name, t.id`;
