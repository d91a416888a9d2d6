import { factVisibleTo } from '../access/visible-to.js';

/** The field of the fact that names whom a person prefers: the id of an agent. */
export const preferredField = 'preferred-agent';

/**
 * The newest fact by which an agent named whom a person prefers, or took that back, as the readers of `groups` see it. It hangs on an identity, as
 * every fact, so that it goes with it when persons are joined and parted. What an author or a list calls by the same name names nobody.
 */
export const preferredFact = (person: string, groups: string): string => `
  select named.value, named.actor, named.at from link l join fact named on named.identity_id = l.identity_id
  where l.person_id = ${person} and l.withdrawn_at is null and named.field = '${preferredField}' and ${namedByAgent('named')}
    and ${factVisibleTo('named', groups)}
  order by named.at desc, named.id desc limit 1`;

const namedByAgent = (fact: string): string => `${fact}.actor like 'agent:%'`;
