import type { Reader } from '../access/reader.js';
import { factVisibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { stands } from '../facts/standing-facts.js';
import { iso } from '../paging/json-times.js';
import type { Change } from './judge-undo.js';

/** More than anybody says of one field while an undo can be had. */
const changesMax = 50;

/**
 * What was said of one field of a person, the newest first, by whomever: facts are only added, and those that one request states share its
 * change. What another agent said before is what an undo has to bring back.
 */
export const statedChanges = async (
  db: Queryable,
  reader: Reader,
  { personId, field }: { personId: string; field: string },
): Promise<Change[]> => {
  const rows = (await db.query(listing, [personId, field, reader.accountGroupIds])) as Change[];
  return rows.map((row, index) => {
    const earlier = rows[index + 1];
    const isColleagues = earlier !== undefined && earlier.by !== null && earlier.by !== row.by;
    return { ...row, from: isColleagues ? earlier.now : null };
  });
};

const listing = `
select coalesce(f.change_id, f.id) as id, who.id as by, who.name, ${iso('f.at')} as at, done.data ->> 'undoes' as undoes, f.value as now
from link l join fact f on f.identity_id = l.identity_id
left join agent who on f.actor = 'agent:' || who.id left join audit done on done.id = f.change_id
where l.person_id = $1 and l.withdrawn_at is null and f.field = $2 and ${factVisibleTo('f', '$3')} and ${stands('f')}
  and not (f.field = 'photo' and f.actor = 'author')
order by f.at desc, f.id desc limit ${changesMax}`;
