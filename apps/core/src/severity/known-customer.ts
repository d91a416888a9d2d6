import { visibleTo } from '../access/visible-to.js';

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

/** Answers to each identity among which whoever knows its person is looked for, the newest. */
const answersMax = 200;

/** Who of the team answered the person of an identity most, as far as the reader sees it and they are still there; null for nobody. */
export const knownByJson = (identityId: string, groups: string): string => `(
  select json_build_object('id', who.id, 'name', who.name) from (
    select said.author_agent_id, count(*) as answers, max(said.sort_at) as last_at from (
      select l.person_id from link l where l.identity_id = ${identityId} and l.withdrawn_at is null offset 0) mine
    cross join lateral (
      select l.identity_id from link l where l.person_id = mine.person_id and l.withdrawn_at is null offset 0) held
    cross join lateral (
      select m.author_agent_id, m.sort_at from message m
      where m.anchor_identity_id = held.identity_id and m.direction = 'outbound' and ${visibleTo('m', groups)}
      order by m.sort_at desc limit ${answersMax}) said
    where said.author_agent_id is not null group by 1) known
  join agent who on who.id = known.author_agent_id and who.disabled_at is null
  order by known.answers desc, known.last_at desc, who.id limit 1)`;
