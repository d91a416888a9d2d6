import type { DraftList, DraftView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { draftFrom, draftJson } from './draft-json.js';

/** More than anybody has begun. */
const shownMax = 500;

/** The drafts of one agent, which nobody else is shown. */
@Injectable()
export class ShowDrafts {
  constructor(private readonly dataSource: DataSource) {}

  async run({ agentId, accountGroupIds }: Reader): Promise<DraftList> {
    const rows = (await this.dataSource.query(listing, [accountGroupIds, agentId])) as {
      json: DraftView;
      total: number;
    }[];
    return { items: rows.map(({ json }) => json), more: (rows[0]?.total ?? 0) - rows.length };
  }

  async one(
    { agentId, accountGroupIds }: Reader,
    id: string,
    db: Queryable = this.dataSource,
  ): Promise<DraftView> {
    const [row] = (await db.query(showing, [accountGroupIds, agentId, id])) as { json: DraftView }[];
    if (row) return row.json;
    throw new DomainError('not-found', 'You have no draft with this id.');
  }
}

const own = `d.agent_id = $2 and d.state in ('open', 'scheduled')`;

/** What came back to its writer is told first. */
const order = 'order by d.notice is null, d.changed_at desc, d.id';

const listing = `
with shown as (
  select d.id, count(*) over ()::int as total from draft d where ${own} ${order} limit ${shownMax})
select ${draftJson('$1')} as json, shown.total from ${draftFrom('$1')} join shown on shown.id = d.id and d.agent_id = $2
${order}`;

const showing = `select ${draftJson('$1')} as json from ${draftFrom('$1')} where ${own} and d.id = $3`;
