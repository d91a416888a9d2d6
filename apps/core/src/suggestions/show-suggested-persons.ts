import type { SuggestedPerson } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, shownOnceTo, visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';
import { photoVersionOf } from '../photos/photo-of.js';
import { shownName } from '../people-pages/shown-name.js';
import { versionOf } from '../threads/version-of.js';

/** Messages counted of a person; more is shown as this number. */
const countMax = 1000;

/** Persons with what is needed to tell whether they are one: their addresses, when they wrote first and last, how much. */
@Injectable()
export class ShowSuggestedPersons {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, ids: readonly string[]): Promise<Map<string, SuggestedPerson>> {
    const found = (await this.dataSource.query(showing, [reader.accountGroupIds, ids])) as {
      person: SuggestedPerson;
    }[];
    return new Map(found.map(({ person }) => [person.id, person]));
  }
}

const showing = `
select json_build_object('id', t.person_id, 'name', ${shownName('t', '$1')}, 'version', ${versionOf('t', '$1')},
  'photo', ${photoVersionOf('t.person_id', '$1')},
  'identities', coalesce((
    select json_agg(${identityJson('i', '$1')} order by i.id)
    from link l join identity i on i.id = l.identity_id
    where l.person_id = t.person_id and l.withdrawn_at is null and ${identityVisibleTo('i', '$1')}), '[]'),
  'lastAt', (select ${iso('max(r.last_at)')} from thread_row r where r.person_id = t.person_id and ${visibleTo('r', '$1')}),
  'openTopics', coalesce((select sum(r.open_topics) from thread_row r where r.person_id = t.person_id and ${visibleTo('r', '$1')}), 0),
  'firstSeenAt', coalesce((
    select ${iso('min(first.sort_at)')} from link l cross join lateral (
      select m.sort_at from message m where m.anchor_identity_id = l.identity_id and ${visibleTo('m', '$1')}
      order by m.sort_at, m.id limit 1) first
    where l.person_id = t.person_id and l.withdrawn_at is null), ${iso('t.created_at')}),
  'messageCount', (
    select count(*) from (
      select from link l join message m on m.anchor_identity_id = l.identity_id
      where l.person_id = t.person_id and l.withdrawn_at is null and m.direction <> 'note'
        and ${shownOnceTo('m', '$1')} limit ${countMax}) c)) as person
from thread t where t.person_id = any($2::uuid[])`;
