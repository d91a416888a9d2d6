import { ownDomain } from '../keys/mail-domain.js';
import { isRoleAddress } from '../keys/role-address.js';
import { soundOf } from '../names/nicknames.js';
import { readName } from '../names/read-name.js';
import { handleKey } from './find-handles.js';
import type { MatchIdentity } from './match-message.js';
import { shown, type Shown } from './shown.js';

/** Shorter ones are too common to be looked for: `anna`, `info`. */
const handleMin = 5;

/** What an identity shows by its very address, handle and name. */
export const shownOfIdentity = (identity: MatchIdentity): Shown[] => {
  const name = readName(identity.name);
  // An id that a site counted is no name that somebody gave themselves.
  const own = [
    identity.kind === 'site' ? undefined : identity.handle,
    identity.kind === 'mail' ? localPart(identity.key) : undefined,
  ]
    .flatMap((handle) => (handle ? [handleKey(handle)] : []))
    .filter((handle) => handle.length >= handleMin);
  const found = own.flatMap((handle) => [shown('own-handle', handle), shown('same-handle', handle)]);
  if (identity.kind === 'mail') found.push(shown('own-address', identity.key));
  if (name?.key) found.push(shown('name', name.shown, { key: name.key }));
  const domain = identity.kind === 'mail' ? ownDomain(identity.key) : undefined;
  if (domain === undefined) return found;
  found.push(shown('domain', domain));
  if (name?.key) {
    found.push(shown('name-at-domain', domain, { key: `${domain} ${name.key}` }));
    found.push(
      shown('initials-at-domain', domain, {
        key: `${domain} ${name.given[0]} ${soundOf(name.surname).slice(0, 3)}`,
      }),
    );
  }
  return found;
};

/** What stands before the @, without a plus tag, unless it names a role. For comparing alone: it never makes a key. */
const localPart = (key: string): string | undefined =>
  isRoleAddress(key) ? undefined : key.slice(0, key.lastIndexOf('@')).split('+')[0];
