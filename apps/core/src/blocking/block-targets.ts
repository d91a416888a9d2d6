import type { BlockPreviewed } from '@filo/contracts/http';
import { identityVisibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { readDomain } from './read-domain.js';

/** What is to be blocked: one address, or a domain with everything below it. */
export type Target = { identityId: string; key: string } | { domain: string };

/** Addresses of a domain and of what lies in it. */
export const inDomain = (i: string, domain: string): string =>
  `(${i}.kind = 'mail' and (${i}.key like '%@' || ${domain}::text or ${i}.key like '%.' || ${domain}::text))`;

/** SQL over a row of `identity` and the one value that it needs. */
export const identitiesOf = (target: Target): { where(i: string, value: string): string; value: string } =>
  'domain' in target
    ? { where: inDomain, value: target.domain }
    : { where: (i, value) => `${i}.id = ${value}::uuid`, value: target.identityId };

/** Reads what a request names; throws for what the reader does not see, for our own addresses and for domains that are nobody's own. */
export const readTarget = async (db: Queryable, reader: Reader, target: BlockPreviewed): Promise<Target> => {
  if (target.domain !== undefined) return { domain: readDomain(target.domain) };
  const [found] = (await db.query(
    `select i.id, i.ours, coalesce(i.handle, i.key) as key from identity i where i.id = $1 and ${identityVisibleTo('i', '$2')}`,
    [target.identityId ?? null, reader.accountGroupIds],
  )) as { id: string; ours: boolean; key: string }[];
  if (!found) throw new DomainError('not-found', 'There is no address with this id that you may see.');
  if (found.ours)
    throw new DomainError('not-allowed', 'Nothing was changed: this is one of our own addresses.', {
      reason: 'our-own-address',
    });
  return { identityId: found.id, key: found.key };
};

/** Whether we or our colleagues have an address in this domain. */
export const isOurDomain = async (db: Queryable, domain: string): Promise<boolean> => {
  const [{ ours }] = (await db.query(
    `select exists (select from account where state <> 'removed' and $1 = any(mail_domains(lower(address::text))))
       or exists (select from agent where disabled_at is null and $1 = any(mail_domains(lower(email::text))))
       or exists (select from identity i where i.ours and ${inDomain('i', '$1')}) as ours`,
    [domain],
  )) as [{ ours: boolean }];
  return ours;
};
