/**
 * Whether the person of an identity has also written to us in private, in one account group: `(known)`, one row or none. Laterals that stop: a planner
 * that may choose would read all links once instead of one for each author.
 */
export const knownCustomer = (identityId: string, groupId: string): string => `(
  select true as known from (
    select l.person_id from link l where l.identity_id = ${identityId} and l.withdrawn_at is null offset 0) mine
  cross join lateral (
    select l.identity_id from link l where l.person_id = mine.person_id and l.withdrawn_at is null offset 0) held
  cross join lateral (
    select from message m
    where m.anchor_identity_id = held.identity_id and m.account_group_id = ${groupId}
      and m.audience = 'private' and m.direction = 'inbound'
    limit 1) said
  limit 1)`;

/** When they first did, by an index of each of their identities; null where they have not. */
export const customerSince = (identityId: string, groupId: string): string => `(
  select min(said.sort_at) from (
    select l.person_id from link l where l.identity_id = ${identityId} and l.withdrawn_at is null offset 0) mine
  cross join lateral (
    select l.identity_id from link l where l.person_id = mine.person_id and l.withdrawn_at is null offset 0) held
  cross join lateral (
    select m.sort_at from message m
    where m.anchor_identity_id = held.identity_id and m.account_group_id = ${groupId}
      and m.audience = 'private' and m.direction = 'inbound'
    order by m.sort_at limit 1) said)`;
