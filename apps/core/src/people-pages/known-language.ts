import { factVisibleTo } from '../access/visible-to.js';

/**
 * The language of an identity as a reader may know it, null if none: what was seen before what was claimed, the newest first. `identityId` is
 * an expression of its id, `groups` the placeholder of the reader's groups.
 */
export const knownLanguage = (identityId: string, groups: string): string =>
  `(select f.value from fact f where f.identity_id = ${identityId} and f.field = 'language' and ${factVisibleTo('f', groups)}
    order by f.claimed, f.at desc limit 1)`;
