import type { OpenForm } from '../forms/form-book.js';
import { checkSiteToken, type SiteTokenFault, type SiteUser } from './check-site-token.js';

/** Whom a token names. One that came must be good, also where the form does not ask for one. */
export const siteUserOf = (
  { key, definition, listening }: OpenForm,
  token: string | undefined,
  now: Date,
): { user: SiteUser | undefined } | { fault: SiteTokenFault } => {
  const secret = listening.secrets.siteTokenSecret;
  if (secret === undefined || (token === undefined && !definition.requireSiteToken))
    return { user: undefined };
  return checkSiteToken(token, { secret, formKey: key, site: definition.site, now });
};
