import type { ScriptList, ScriptView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { keepsShared } from './keeps-shared.js';

/** More than a team writes by hand. */
export const scriptsMax = 1_000;

/** Scripts that a reader may use: shared ones and their own. */
@Injectable()
export class ShowScripts {
  constructor(private readonly dataSource: DataSource) {}

  async all(reader: Reader): Promise<ScriptList> {
    const items = (await this.dataSource.query(
      `${selecting} and s.removed_at is null order by s.folder, s.title, s.id limit ${scriptsMax}`,
      [reader.agentId, keepsShared(reader)],
    )) as ScriptView[];
    return { items };
  }

  /** Throws `not-found` for one of another agent as for one that never was. `removed`: also what can be brought back. */
  async one(
    reader: Reader,
    id: string,
    { db = this.dataSource, removed = false }: { db?: Queryable; removed?: boolean } = {},
  ): Promise<ScriptView> {
    const [script] = (await db.query(
      `${selecting} and s.id = $3 ${removed ? '' : 'and s.removed_at is null'}`,
      [reader.agentId, keepsShared(reader), id],
    )) as ScriptView[];
    if (!script) throw new DomainError('not-found', 'There is no script with this id that you may use.');
    return script;
  }
}

const selecting = `
select s.id, s.title, s.folder, s.shared, s.words, s.uses, ${iso('s.last_used_at')} as "lastUsedAt",
  ${iso('s.changed_at')} as "changedAt", json_build_object('id', a.id, 'name', a.name) as owner,
  case when s.shared then $2::boolean else s.owner_agent_id = $1 end as "mayChange"
from script s join agent a on a.id = s.owner_agent_id
where (s.shared or s.owner_agent_id = $1)`;
