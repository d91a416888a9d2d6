import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import { isBlocked } from '../blocking/blocked-authors.js';
import { knownName } from './known-name.js';

/** Newest messages of an identity among which its best proof is looked for. */
const proofWords = 50;

/** An address as people know it: that of a part is the address that it is a part of, that of a site's user their id there. */
export const keyOf = (alias: string): string =>
  `case when ${alias}.kind in ('part', 'site') then coalesce(${alias}.handle, ${alias}.key) else ${alias}.key end`;

/** `identityView` of the contracts for a row of `identity`; `groups` is the placeholder of the reader's groups. */
export const identityJson = (alias: string, groups: string): string => `json_build_object(
  'id', ${alias}.id, 'kind', ${alias}.kind, 'key', ${keyOf(alias)}, 'name', ${knownName(alias, groups)}, 'handle', ${alias}.handle,
  'ours', ${alias}.ours, 'bouncing', ${alias}.bouncing_since is not null,
  'shared', ${alias}.shared, 'blocked', ${isBlocked(alias)},
  'proof', case when exists (
      select from proof_request asked where asked.identity_id = ${alias}.id and asked.used_at is not null) then 'proven'
    else (select recent.proof from (
      select said.proof, said.author_identity_id from message said
      where said.anchor_identity_id = ${alias}.id and ${visibleTo('said', groups)}
      order by said.sort_at desc, said.id desc limit ${proofWords}) recent
    where recent.author_identity_id = ${alias}.id and recent.proof is not null
    order by array_position('{proven,claimed,failed}'::text[], recent.proof) limit 1) end)`;

/** The identities of a person that the reader may see, as a JSON array. */
export const identitiesJson = (person: string, groups: string): string => `coalesce((
  select json_agg(${identityJson('i', groups)} order by i.id)
  from link l join identity i on i.id = l.identity_id
  where l.person_id = ${person} and l.withdrawn_at is null and ${identityVisibleTo('i', groups)}), '[]')`;
