import { identityVisibleTo } from '../access/visible-to.js';
import { knownName } from '../people-pages/known-name.js';
import { keyOf } from '../people-pages/identity-json.js';
import { bareEvidence, reasonVisible } from './reason-visible.js';
import { iso } from '../paging/json-times.js';

const actorOf = (actor: string, agent: string): string => `json_build_object(
  'agent', case when ${agent}.id is not null then json_build_object('id', ${agent}.id, 'name', ${agent}.name) end,
  'name', coalesce(${agent}.name, ${actor}))`;

const told = (change: string): string => reasonVisible(change, { groups: '$2', reader: '$3' });
const reasonOf = (change: string): string =>
  `case when ${change}.reason is not null and ${told(change)} then ${change}.reason end`;
const evidenceOf = (evidence: string, change: string): string =>
  `case when ${change}.id is null or not ${evidence} ? 'codes' or ${told(change)} then ${evidence} else ${bareEvidence(evidence)} end`;

/** Links of all identities that are or were of a person (`$1`), as far as a reader (`$2`, `$3`) may see them, and their changes. */
export const historyOf = `
with held as (
  select l.identity_id from link l where l.person_id = $1 and l.withdrawn_at is null
  union select l.identity_id from link l where l.person_id = $1 and l.withdrawn_at is not null),
mine as materialized (
  select i.* from held join identity i on i.id = held.identity_id where ${identityVisibleTo('i', '$2')}),
links as (
  select l.* from mine join link l on l.identity_id = mine.id and l.withdrawn_at is null
  union all select l.* from mine join link l on l.identity_id = mine.id and l.withdrawn_at is not null),
named as (
  -- What made a part of a shared address is no merge that anybody made: its split is what is undone.
  select distinct c.id from mine join link_change c on c.identity_ids @> array[mine.id]
  where c.evidence ->> 'type' <> 'part'),
changes as (
  select id from named union select u.id from named join link_change u on u.undoes_id = named.id)
select
  coalesce((select json_agg(json_build_object('id', l.id,
      'identity', json_build_object('id', i.id, 'kind', i.kind, 'key', ${keyOf('i')}, 'name', ${knownName('i', '$2')},
        'handle', i.handle),
      'personId', l.person_id, 'evidence', ${evidenceOf('l.evidence', 'c')}, 'grade', l.grade, 'actor', ${actorOf('l.actor', 'maker')},
      'reason', ${reasonOf('c')}, 'at', ${iso('l.made_at')}, 'changeId', l.change_id,
      'withdrawn', case when l.withdrawn_at is not null then json_build_object('at', ${iso('l.withdrawn_at')},
        'kind', w.kind, 'actor', ${actorOf(`coalesce(w.actor, '')`, 'ender')}, 'reason', ${reasonOf('w')},
        'changeId', l.withdrawn_change_id) end)
      order by l.made_at, l.withdrawn_at nulls last, i.id, l.id)
    from links l join mine i on i.id = l.identity_id
      left join link_change c on c.id = l.change_id left join link_change w on w.id = l.withdrawn_change_id
      left join agent maker on l.actor = 'agent:' || maker.id left join agent ender on ender.id = w.agent_id), '[]') as links,
  coalesce((select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'evidence', ${evidenceOf('c.evidence', 'c')}, 'grade', c.grade,
      'actor', ${actorOf('c.actor', 'maker')}, 'reason', ${reasonOf('c')}, 'at', ${iso('c.at')}, 'undoes', c.undoes_id,
      'addresses', coalesce((select json_agg(${keyOf('i')} order by i.id) from identity i
        where i.id = any(c.identity_ids) and ${identityVisibleTo('i', '$2')}), '[]'),
      'undoneAt', ${iso('u.at')}) order by c.number)
    from changes join link_change c using (id) left join link_change u on u.undoes_id = c.id
      left join agent maker on maker.id = c.agent_id), '[]') as changes`;
