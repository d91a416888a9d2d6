import { seesAllGroups, visibleTo } from '../access/visible-to.js';

/** Whether the name that an identity has was said in an account group of the reader's; where nobody knows, who sees all may. */
const nameSeen = (identity: string, groups: string): string =>
  `coalesce(${identity}.name_group_id = any(${groups}::uuid[]),
    ${seesAllGroups(groups)})`;

/** Whether an identity has a name that the reader may not know. */
export const nameHidden = (identity: string, groups: string): string =>
  `(${identity}.name is not null and not ${nameSeen(identity, groups)})`;

/** The names of an identity in the groups of a reader, the best first: the order of `said-names.ts`. */
const namesOfGroups = (identity: string, groups: string): string => `
  select n.name, case when n.proven then n.last_at else n.first_at end as name_at, n.proven as name_proven from identity_name n
  where n.identity_id = ${identity}.id and ${visibleTo('n', groups)}
  order by n.proven desc, case when n.proven then n.last_at end desc, case when not n.proven then n.first_at end nulls last,
    n.name collate "C" desc limit 1`;

/**
 * THE name of an identity as a reader may know it, null if none: the best that was said in the account groups of the reader.
 * `identity` is the alias of a row of `identity`, `groups` the placeholder of the reader's groups. Whoever shows
 * `identity.name` without this shows the word of a closed group.
 */
export const knownName = (identity: string, groups: string): string =>
  `case when ${nameHidden(identity, groups)} then (select known.name from (${namesOfGroups(identity, groups)}) known)
    else ${identity}.name end`;

/** Joins `known (name, name_at, name_proven)` to a row of `identity`: its known name, with when it was said and how. */
export const joinKnownName = (identity: string, groups: string, known: string): string => `
  left join lateral (
    select ${identity}.name, ${identity}.name_at, ${identity}.name_proven where not ${nameHidden(identity, groups)}
    union all
    (select * from (${namesOfGroups(identity, groups)}) elsewhere where ${nameHidden(identity, groups)})) ${known} on true`;

/**
 * Whether an identity is found by a pattern (`like`): by its name as a reader may know it, by its address, or by its handle, with or without
 * `@`, which whoever sees the identity sees. The second is for identities (`identity`) that are read anyway; the first finds them by their indexes.
 */
export const identitiesCalled = (groups: string, like: string, max: number): string => `
  (select i.id from identity i where (coalesce(i.name, '') || ' ' || i.key) ilike ${like} and ${isCalled('i', groups, like)}
   limit ${max})
  union
  (select i.id from identity_name n join identity i on i.id = n.identity_id
   where n.name ilike ${like} and ${visibleTo('n', groups)} and ${isCalled('i', groups, like)} limit ${max})
  union
  (select i.id from identity i where i.handle is not null and ('@' || i.handle) ilike ${like} limit ${max})`;

export const isCalled = (identity: string, groups: string, like: string): string =>
  `((coalesce(${knownName(identity, groups)}, '') || ' ' || ${identity}.key) ilike ${like}
    or coalesce('@' || ${identity}.handle ilike ${like}, false))`;
