import type { AuditKind } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import type { Change } from './judge-undo.js';

/** More than anybody changes of one thing while an undo can be had. */
const changesMax = 50;

export interface AuditedThing {
  subjectId: string;
  kinds: readonly AuditKind[];
  /** Where one kind tells of several things: only entries whose data holds this. `to` and `from` are read of it. */
  key: string;
}

/**
 * Who changed a thing, the newest first, as the audit keeps it: `data[key]` says what it became, `data.from` what it was. Ids are made in
 * the order of the changes, as `at` is not: it is when a transaction began, which may have waited for another.
 */
export const auditedChanges = (db: Queryable, { subjectId, kinds, key }: AuditedThing): Promise<Change[]> =>
  db.query(listing, [subjectId, kinds, key]) as Promise<Change[]>;

const listing = `
select u.id, u.actor_agent_id as by, who.name, ${iso('u.at')} as at, u.data ->> 'undoes' as undoes,
  coalesce(u.data ->> $3, '') as now, u.data ->> 'from' as from
from audit u left join agent who on who.id = u.actor_agent_id
where u.subject_id = $1 and u.kind = any($2) and u.data ? $3 order by u.id desc limit ${changesMax}`;
