import { threadFilter, threadViewName, type SavedView, type ThreadCounts } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { savedViewsOf } from '../saved-views/show-views.js';
import { inView } from './list-threads.js';
import { matchesFilter } from './thread-filter.js';
import { teamView, threadViews } from './thread-views.js';

const cap = 1000;
const keptMs = 1000;

/** Counts every view up to 1,000; asked again within a second, it answers what it found before. */
@Injectable()
export class CountThreads {
  readonly #kept = new Map<string, { until: number; counts: Promise<ThreadCounts> }>();

  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader): Promise<ThreadCounts> {
    const now = Date.now();
    const key = [reader.agentId, ...reader.accountGroupIds].join(' ');
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return kept.counts;
    if (this.#kept.size > 1000) this.#kept.clear();
    const counts = this.count(reader);
    this.#kept.set(key, { until: now + keptMs, counts });
    counts.catch(() => this.#kept.delete(key));
    return counts;
  }

  private async count(reader: Reader): Promise<ThreadCounts> {
    const parameters = new SqlParameters();
    const groups = parameters.add(reader.accountGroupIds);
    const views = threadViews(reader.agentId);
    const columns = threadViewName.options.map(
      (name) =>
        `(select count(*) from (select from thread_row r where ${inView(views[name], reader, { groups, parameters })} limit ${cap}) c)::int as ${name}`,
    );
    const saved = await savedViewsOf(this.dataSource, reader);
    const [counts] = (await this.dataSource.query(
      `select ${columns.join(', ')}, ${teamCounts(parameters.add(reader.agentId), groups)} as teams,
        ${savedCounts(saved, reader, { groups, parameters })} as saved`,
      parameters.values,
    )) as [ThreadCounts];
    return counts;
  }
}

/** How many threads each saved view holds, as a JSON object; what a later version saved and this one cannot read counts nothing. */
const savedCounts = (
  saved: readonly SavedView[],
  reader: Reader,
  { groups, parameters }: { groups: string; parameters: SqlParameters },
): string => {
  const counts = saved.flatMap(({ id, view: name, filter: kept }) => {
    const { data: filter } = threadFilter.safeParse(kept);
    if (!filter) return [];
    const view = teamView(threadViews(reader.agentId)[name], { ...filter, view: name });
    const where = `${inView(view, reader, { groups, parameters })} ${matchesFilter(reader, filter, { groups, parameters })}`;
    return [
      `(${parameters.add(id)}, (select count(*) from (select from thread_row r where ${where} limit ${cap}) c)::int)`,
    ];
  });
  return counts.length === 0
    ? `'{}'::json`
    : `(select json_object_agg(held.id, held.count) from (values ${counts.join(', ')}) held(id, count))`;
};

const ofTeam = (row: string, groups: string): string =>
  `${visibleTo(row, groups)} and not ${row}.hidden and ${row}.team_ids @> array[mine.id] and ${row}.team_ids <> '{}'`;

/** What is open of each team that an agent is in, as a JSON object; each thread once, however many of its rows are the team's. */
const teamCounts = (agent: string, groups: string): string => `(
  select coalesce(json_object_agg(mine.id, held.count), '{}')
  from team_member own join team mine on mine.id = own.team_id and mine.removed_at is null
  cross join lateral (select count(*)::int as count from (
    select from thread_row r where ${ofTeam('r', groups)} and not exists (
      select from thread_row o where o.person_id = r.person_id and ${ofTeam('o', groups)} and o.account_group_id < r.account_group_id)
    limit ${cap}) c) held
  where own.agent_id = ${agent})`;
