import { identityVisibleTo } from '../access/visible-to.js';
import { inDomain } from './block-targets.js';

/** Why a domain (alias of a row of `blocked_domain`) is blocked is told to whoever said it and to whoever sees somebody of it. */
export const tellsWhy = (d: string, { groups, agent }: { groups: string; agent: string }): string =>
  `(${d}.blocked_by = ${agent}::uuid or exists (
    select from identity known where ${inDomain('known', `${d}.domain`)} and ${identityVisibleTo('known', groups)}))`;
