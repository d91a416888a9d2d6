import type { Queryable } from '../../database/queryable.js';
import type { HeldLesson } from './apply-lessons.js';

export type LessonsOf = (accountGroupId: string) => readonly HeldLesson[];

/** What moves posts of these account groups; nothing while learning is off. A group learns from its own corrections alone. */
export const readLessons = async (db: Queryable, accountGroupIds: readonly string[]): Promise<LessonsOf> => {
  const rows = (await db.query(reading, [[...new Set(accountGroupIds)]])) as (HeldLesson & {
    groupId: string;
  })[];
  return (id) => rows.filter(({ groupId }) => groupId === id);
};

const reading = `
select l.account_group_id as "groupId", l.phrase, l.direction, l.times, l.seen, l.from_levels as "from", l.state = 'grave' as grave
from severity_lesson l
where l.account_group_id = any($1::uuid[]) and l.state <> 'forgotten' and (select learns_severity from workspace)
order by l.times desc, l.phrase`;
