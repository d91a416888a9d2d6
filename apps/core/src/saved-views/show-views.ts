import type { SavedView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Saved views as one agent sees them. */
@Injectable()
export class ShowViews {
  constructor(private readonly dataSource: DataSource) {}

  all(reader: Reader): Promise<SavedView[]> {
    return savedViewsOf(this.dataSource, reader);
  }

  /** Also one that was removed, for who brings it back. */
  async one(reader: Reader, id: string, db: Queryable): Promise<SavedView & { removed: boolean }> {
    const [view] = (await db.query(`${reading} where v.id = $3 and ${isSeen}`, [
      ...[reader.agentId, reader.role, id],
    ])) as (SavedView & { removed: boolean })[];
    if (!view) throw new DomainError('not-found', 'There is no saved view with this id that you may see.');
    return view;
  }
}

export const savedViewsOf = (
  db: Queryable,
  { agentId, role }: Pick<Reader, 'agentId' | 'role'>,
): Promise<SavedView[]> =>
  db.query(
    `select id, name, scope, "teamId", view, filter, place, version, "mayChange" from (${reading} where ${isSeen}) seen
     where not removed order by array_position('{own,team,all}'::text[], scope), "teamId", place, id`,
    [agentId, role],
  ) as Promise<SavedView[]>;

const isSeen = `(v.scope = 'all' or v.scope = 'own' and v.agent_id = $1 or exists (
  select from team_member own join team t on t.id = own.team_id and t.removed_at is null
  where own.team_id = v.team_id and own.agent_id = $1))`;

const reading = `
select v.id, v.name, v.scope, v.team_id as "teamId", v.view, v.filter, v.place, v.version,
  v.scope <> 'all' or $2 = 'admin' as "mayChange", v.removed_at is not null as removed
from saved_view v`;
