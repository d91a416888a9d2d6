import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import type { Change } from '../undoing/judge-undo.js';

/** Holds a domain until the transaction ends, whether it is blocked or not. */
export const holdDomain = async (db: Queryable, domain: string): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('blocked-domain:' || $1, 0))`, [domain]);
};

/** Of which domain a block by this id is or was; undefined: there never was one. */
export const domainOf = async (db: Queryable, id: string): Promise<string | undefined> => {
  const [found] = (await db.query(
    `select domain from blocked_domain where id = $1
     union all select data ->> 'name' from audit where subject_id = $1 and kind = 'domain-blocked' limit 1`,
    [id],
  )) as { domain: string }[];
  return found?.domain;
};

/** Who blocked a domain and who let it in, from the newest to the change that is undone; each block of it has an id of its own. */
export const domainChanges = (db: Queryable, domain: string, undoes: string): Promise<Change[]> =>
  db.query(
    `select u.id, u.actor_agent_id as by, who.name, ${iso('u.at')} as at, u.data ->> 'undoes' as undoes,
       case u.kind when 'domain-blocked' then 'true' else 'false' end as now, null as from
     from audit u left join agent who on who.id = u.actor_agent_id
     where u.id >= $2 and u.kind in ('domain-blocked', 'domain-unblocked') and u.data ->> 'name' = $1 order by u.id desc`,
    [domain, undoes],
  ) as Promise<Change[]>;
