import { siteSpace } from '@filo/contracts';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

export interface SiteChange {
  formId: string;
  /** What the form named before, and what it names from now on; undefined: its users are its own alone. */
  from: string | undefined;
  to: string | undefined;
}

/**
 * Lets a form name the site whose users it knows, in the caller's transaction. The users move along where that joins them with
 * nobody: the form knew them alone, and nobody is known in the space that it goes to. Otherwise they begin anew: which of two
 * users 17 is the same human being is more than a name in the settings can say. Throws `conflict` where a form names the site
 * that this admin does not see.
 */
export const takeSiteName = async (
  db: Queryable,
  reader: Reader,
  { formId, from, to }: SiteChange,
): Promise<void> => {
  if (from === to) return;
  // Of two admins who name a site at once each must see what the other did.
  await db.query(`select pg_advisory_xact_lock(hashtext('site names'))`);
  const namers = (await db.query(
    `select settings ->> 'site' as site, state <> 'removed' as there, account_group_id = any($3::uuid[]) as seen
     from account where channel = 'webform' and id <> $1 and settings ->> 'site' = any($2::text[])`,
    [formId, [from, to].filter((name) => name !== undefined), reader.accountGroupIds],
  )) as { site: string; there: boolean; seen: boolean }[];
  if (namers.some(({ site, seen }) => site === to && !seen)) throw taken(to!);
  if (namers.some(({ there }) => there)) return;
  await moveUsers(db, siteSpace(formId, from), siteSpace(formId, to));
};

const taken = (site: string): DomainError =>
  new DomainError(
    'conflict',
    `Nothing was stored: the name ${site} is taken by a form that you do not see.`,
    {
      reason: 'site-taken',
      site,
      errors: [{ path: 'definition.site', message: 'Taken by a form that you do not see' }],
    },
  );

/** Moves all of a space into one in which nobody is, and with them a list that is being imported. */
const moveUsers = (db: Queryable, from: string, to: string): Promise<unknown> =>
  db.query(
    `with lists as (
       update import set site_space = $2 where site_space = $1 and state in ('waiting', 'running'))
     update identity i set key = $2 || substr(i.key, length($1) + 1),
       handle = left(case when $2 like 'site:%' then substr($2, 6) || ': ' else '' end || substr(i.key, length($1) + 2), 500)
     where i.kind = 'site' and starts_with(i.key, $1 || ':') and not exists (
       select from identity there where there.kind = 'site' and starts_with(there.key, $2 || ':'))`,
    [from, to],
  );
