import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { factVisibleTo, identityVisibleTo, shownOnceTo, visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { photoSourceOf, photoVersionOf } from '../photos/photo-of.js';
import { notTakenBack } from '../facts/not-taken-back.js';
import { preferredFact, preferredField } from '../facts/preferred-agent.js';
import { FindPerson } from './find-person.js';
import { identitiesJson } from './identity-json.js';
import { joinKnownName } from './known-name.js';
import { shownName } from './shown-name.js';

/** Messages counted for a profile; more is shown as this number. */
const countMax = 10_000;
/** Agents named as those who know a person. */
const agentsMax = 20;
/** Newest notes shown on a profile; the thread has them all. */
const notesMax = 5;

/** One person with everything that is known of it, as far as the reader may see it. */
@Injectable()
export class ShowPerson {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    const [row] = (await this.dataSource.query(profile, [reader.accountGroupIds, personId])) as {
      json: string;
    }[];
    if (!row) throw new DomainError('not-found', 'There is no person with this id that you may see.');
    return row.json;
  }
}

const briefOf = (agent: string): string =>
  `case when ${agent}.id is not null then json_build_object('id', ${agent}.id, 'name', ${agent}.name) end`;

/** The newest fact of every field, a claimed one where there is no other, cleared ones too; `writer` is the agent who wrote it down. */
const known = `
select distinct on (f.field) f.id, f.identity_id, f.field, f.value, f.source, f.at, ${briefOf('writer')} as by
from mine i join fact f on f.identity_id = i.id left join agent writer on f.actor = 'agent:' || writer.id
where ${factVisibleTo('f', '$1')} and not (f.field = 'photo' and f.actor <> 'author')
order by f.field, f.claimed, f.at desc, f.id desc`;

/** Names that an identity goes by, and those that somebody stated for it; a name said twice stands once. */
const names = `
select distinct on (each.name, each.source, each.identity_id) each.* from (
  select known.name, i.kind as source, i.id as identity_id, known.name_at as at, known.name_proven is not true as claimed
  from mine i ${joinKnownName('i', '$1', 'known')} where known.name <> ''
  union all select i.handle, i.kind, i.id, null, false from mine i where i.handle <> ''
  union all select f.value, f.source, f.identity_id, f.at, f.claimed from mine i
    join fact f on f.identity_id = i.id and f.field = 'name' and f.value <> '' and ${factVisibleTo('f', '$1')}
      and ${notTakenBack('f')}) each
order by each.name, each.source, each.identity_id, each.claimed, each.at desc nulls last`;

const familiar = `
select a.id, a.name, count(*)::int as replies, max(m.sort_at) as last_at
from mine i join message m on m.anchor_identity_id = i.id join agent a on a.id = m.author_agent_id
where m.direction = 'outbound' and ${visibleTo('m', '$1')}
group by a.id order by count(*) desc, max(m.sort_at) desc, a.id limit ${agentsMax}`;

const notes = `
select m.id, m.text, m.sort_at, ${briefOf('a')} as author
from mine i cross join lateral (
  select m.* from message m where m.anchor_identity_id = i.id and m.direction = 'note' and ${visibleTo('m', '$1')}
  order by m.sort_at desc, m.id desc limit ${notesMax}) m
left join agent a on a.id = m.author_agent_id order by m.sort_at desc, m.id desc limit ${notesMax}`;

const stated = (field: string): string =>
  `(select nullif(k.value, '') from known k where k.field = '${field}')`;

const profile = `
with mine as materialized (
  select i.* from link l join identity i on i.id = l.identity_id
  where l.person_id = $2 and l.withdrawn_at is null and ${identityVisibleTo('i', '$1')}),
known as materialized (${known})
select json_build_object('id', t.person_id, 'name', ${shownName('t', '$1')}, 'photo', ${photoVersionOf('t.person_id', '$1')},
  'photoSource', ${photoSourceOf('t.person_id', '$1')},
  'identities', ${identitiesJson('t.person_id', '$1')},
  'lastAt', (select ${iso('max(r.last_at)')} from thread_row r where r.person_id = t.person_id and ${visibleTo('r', '$1')}),
  'firstSeenAt', coalesce((
    select ${iso('min(first.sort_at)')} from mine i cross join lateral (
      select m.sort_at from message m where m.anchor_identity_id = i.id and ${visibleTo('m', '$1')}
      order by m.sort_at, m.id limit 1) first), ${iso('t.created_at')}),
  'names', coalesce((
    select json_agg(json_build_object('name', n.name, 'source', n.source, 'identityId', n.identity_id, 'claimed', n.claimed, 'at', ${iso('n.at')})
      order by n.at desc nulls last, n.name) from (${names}) n), '[]'),
  'language', ${stated('language')}, 'timeZone', ${stated('time-zone')},
  'facts', coalesce((
    select json_agg(json_build_object('field', k.field, 'value', k.value, 'source', k.source, 'by', k.by,
      'identityId', k.identity_id, 'at', ${iso('k.at')}) order by k.field)
    from known k where k.value <> '' and k.field not in ('name', '${preferredField}')), '[]'),
  'preferredAgent', (
    select json_build_object('agent', ${briefOf('agent')}, 'by', ${briefOf('writer')}, 'at', ${iso('named.at')})
    from (${preferredFact('t.person_id', '$1')}) named join agent on agent.id::text = named.value and agent.disabled_at is null
    left join agent writer on named.actor = 'agent:' || writer.id),
  'knownBy', coalesce((
    select json_agg(json_build_object('agent', json_build_object('id', k.id, 'name', k.name), 'replies', k.replies,
      'lastAt', ${iso('k.last_at')}) order by k.replies desc, k.last_at desc, k.id) from (${familiar}) k), '[]'),
  'notes', coalesce((
    select json_agg(json_build_object('id', n.id, 'text', n.text, 'author', n.author, 'at', ${iso('n.sort_at')})
      order by n.sort_at desc, n.id desc) from (${notes}) n), '[]'),
  'messageCount', (
    select count(*) from (
      select from mine i join message m on m.anchor_identity_id = i.id
      where m.direction <> 'note' and ${shownOnceTo('m', '$1')} limit ${countMax}) c))::text as json
from thread t where t.person_id = $2`;
