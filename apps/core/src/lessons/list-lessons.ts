import type { Lesson, LessonList } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';

/** What was learnt from corrections, with the corrections: in the account groups of whoever asks. */
@Injectable()
export class ListLessons {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader): Promise<LessonList> {
    return { on: await readLearning(this.dataSource), items: await readLines(this.dataSource, reader) };
  }
}

export const readLearning = async (db: Queryable): Promise<boolean> => {
  const [row] = (await db.query('select learns_severity as "on" from workspace')) as { on: boolean }[];
  return row?.on ?? true;
};

/** All of them, or one. */
export const readLines = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  id: string | null = null,
): Promise<Lesson[]> => {
  const rows = (await db.query(listing, [accountGroupIds, id])) as { json: Lesson }[];
  return rows.map(({ json }) => json);
};

const correctionsMax = 10;
const textMax = 200;
const levels = `'{watch,today,act-now}'::text[]`;
const agentJson = (id: string): string =>
  `(select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = ${id})`;

const correctionsJson = `coalesce((
  select json_agg(json_build_object('id', c.id, 'agent', ${agentJson('c.actor_agent_id')}, 'level', (${levels})[(c.data ->> 'level')::int + 1],
    'reason', c.data ->> 'reason', 'text', left(m.new_text, ${textMax}), 'at', ${iso('c.at')}) order by c.at desc, c.id)
  from (select a.* from action a where a.id = any(l.evidence) order by a.at desc limit ${correctionsMax}) c
  join message m on m.id = c.message_id and ${visibleTo('m', '$1')}), '[]')`;

const listing = `
select json_build_object('id', l.id, 'accountGroup', json_build_object('id', g.id, 'name', g.name), 'phrase', l.phrase, 'direction', l.direction,
  'times', l.times, 'seen', l.seen, 'from', (select json_agg((${levels})[r + 1] order by r desc) from unnest(l.from_levels) r), 'state', l.state,
  'decidedBy', ${agentJson('l.decided_by')}, 'learntAt', ${iso('l.learnt_at')}, 'corrections', ${correctionsJson}) as json
from severity_lesson l join account_group g on g.id = l.account_group_id
where ${visibleTo('l', '$1')} and ($2::uuid is null or l.id = $2)
order by l.state = 'forgotten', g.name, l.times desc, l.phrase`;
