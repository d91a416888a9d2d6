import { domainToASCII } from 'node:url';
import type { RefusalReason } from '@filo/contracts/http';
import { parse } from 'tldts';
import { DomainError } from '../http/domain-error.js';
import { freeMailHosts, freeMailOfCountries } from './free-mail-hosts.js';

/** A whole domain as somebody typed it, in its ASCII form; throws for what is none, or is not anybody's own. */
export const readDomain = (typed: string): string => {
  const domain = domainToASCII(typed.trim().replace(/^@/, '').replace(/\.$/, '').toLowerCase());
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain) || parse(domain).isIp)
    throw refused('not-a-domain', `“${typed}” is no domain. Write it as in example.org.`);
  if (parse(domain, { allowPrivateDomains: true }).publicSuffix === domain)
    throw refused(
      'public-suffix',
      `${domain} is not one organisation’s: everybody can have a domain in it. Block the one address, or a domain such as example.${domain}.`,
    );
  if (holdsFreeMail(domain))
    throw refused(
      'free-mail-host',
      `Everybody can have an address at ${domain}, so it would shut out people who have nothing to do with each other. Block the one address.`,
    );
  return domain;
};

/** A block covers what lies below it, so that a host below is shut out with its domain. */
const holdsFreeMail = (domain: string): boolean =>
  freeMailOfCountries.test(domain) ||
  [...freeMailHosts].some((host) => host === domain || host.endsWith(`.${domain}`));

const refused = (reason: RefusalReason, why: string): DomainError =>
  new DomainError('invalid-request', `Nothing was blocked: ${why}`, { reason });
