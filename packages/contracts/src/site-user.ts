/**
 * Whose users a form knows: those of the site that its admin named, in common with every form that names it, or else its own
 * alone. User 17 of one site is nobody on another.
 */
export const siteSpace = (accountId: string, site?: string): string =>
  site === undefined ? `form:${accountId}` : `site:${site}`;

/**
 * The identity of a user of a site, and how agents know it again. Neither part of a space holds a colon, so that two users never
 * have one key.
 */
export const siteUser = (space: string, userId: string): { kind: 'site'; key: string; handle: string } => ({
  kind: 'site',
  key: `${space}:${userId}`,
  handle: (space.startsWith('site:') ? `${space.slice(5)}: ${userId}` : userId).slice(0, 500),
});

/** Whether a key of kind `site` says whose user it is; connectors of earlier releases gave the id of the user alone. */
export const namesItsSite = (key: string): boolean => /^(form:[0-9a-f-]{36}|site:[a-z0-9.-]+):/.test(key);
