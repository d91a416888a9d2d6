import { siteSpace } from '@filo/contracts';
import type { ImportCreate } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/**
 * Whose users the ids of a list are: those of the form that was named, else of the forms that check tokens if all of them know
 * the same users. Null for a list without such ids.
 */
export const chooseSite = async (
  db: Queryable,
  reader: Reader,
  { columns, siteForm }: ImportCreate,
): Promise<string | null> => {
  if (!columns.includes('site')) return null;
  const forms = (await db.query(
    `select a.id, a.settings ->> 'site' as site, a.sealed_secrets is not null as checks from account a
     where a.channel = 'webform' and a.state <> 'removed' and ${visibleTo('a', '$1')}`,
    [reader.accountGroupIds],
  )) as { id: string; site: string | null; checks: boolean }[];
  const named = forms.filter(({ id, checks }) => (siteForm === undefined ? checks : id === siteForm));
  const [space, ...others] = new Set(named.map(({ id, site }) => siteSpace(id, site ?? undefined)));
  if (space !== undefined && others.length === 0) return space;
  throw new DomainError(
    'invalid-request',
    'Nothing was stored: say by which form of your site the users with these ids are known.',
    { reason: 'choose-site', errors: [{ path: 'siteForm', message: 'Name a form that you see' }] },
  );
};
