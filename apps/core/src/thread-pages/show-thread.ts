import type { ThreadRow } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { FindPerson } from '../people-pages/find-person.js';
import { identitiesJson } from '../people-pages/identity-json.js';
import { shownName } from '../people-pages/shown-name.js';
import { photoVersionOf } from '../photos/photo-of.js';
import {
  assigneeJson,
  joinSeen,
  promisedJson,
  snoozedJson,
  tagIdsJson,
  teamJson,
  threadRowJson,
  waitingSinceOf,
} from './thread-row-json.js';

const topicsMax = 200;

/** One thread without its messages: the person, its addresses, its topics. */
@Injectable()
export class ShowThread {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string): Promise<{ json: string; version: number }> {
    const personId = await this.findPerson.run(reader, id);
    const [thread] = (await this.dataSource.query(showing, [personId, reader.accountGroupIds])) as {
      json: string;
      version: string;
    }[];
    if (!thread) throw new DomainError('not-found', 'There is no thread with this id that you may see.');
    return { json: thread.json, version: Number(thread.version) };
  }

  /** Rows of the list for these threads, as the reader sees them; what it cannot see is missing. */
  async rows(
    reader: Pick<Reader, 'accountGroupIds'>,
    personIds: readonly string[],
    db: Queryable = this.dataSource,
  ): Promise<Map<string, ThreadRow>> {
    const rows = (await db.query(
      `select ${threadRowJson('$1')} as row from unnest($2::uuid[]) as wanted(person_id) ${joinSeen('wanted', '$1')}`,
      [reader.accountGroupIds, personIds],
    )) as { row: ThreadRow }[];
    return new Map(rows.map(({ row }) => [row.id, row]));
  }
}

const topicJson = `json_build_object(
  'id', t.id, 'subject', t.subject, 'state', t.state,
  'channel', (select a.channel from account a where a.id = t.account_id),
  'address', (select coalesce(a.name, a.address::text) from account a where a.id = t.account_id),
  'assignee', case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name) end,
  'team', ${teamJson('held')},
  'openedAt', ${iso('t.opened_at')}, 'lastAt', ${iso('t.last_at')},
  'waitingSince', ${iso('t.waiting_since')}, 'closedAt', ${iso('t.closed_at')},
  'snoozed', ${snoozedJson("t.state = 'snoozed'", 't.snooze_until')})`;

const showing = `
select thread.version + coalesce(seen.moved, 0) as version, json_build_object(
  'id', thread.person_id, 'version', thread.version + coalesce(seen.moved, 0),
  'person', json_build_object('id', thread.person_id, 'name', ${shownName('thread', '$2')}, 'photo', ${photoVersionOf('thread.person_id', '$2')},
    'identities', ${identitiesJson('thread.person_id', '$2')}),
  'state', coalesce(seen.state, 'closed'), 'waitingSince', ${iso(waitingSinceOf('seen'))}, 'promise', ${promisedJson}, 'assignee', ${assigneeJson}, 'team', ${teamJson('crew')}, 'tagIds', ${tagIdsJson('$2')}, 'unread', coalesce(seen.unread, false),
  'topics', coalesce((
    select json_agg(${topicJson} order by t.last_at desc, t.id)
    from (
      select t.* from link l join topic t on t.anchor_identity_id = l.identity_id
      where l.person_id = thread.person_id and l.withdrawn_at is null and ${visibleTo('t', '$2')}
      order by t.last_at desc, t.id limit ${topicsMax}) t
    left join agent owner on owner.id = t.assignee_id
    left join team held on held.id = t.team_id and held.removed_at is null), '[]'))::text as json
from (select $1::uuid as person_id) wanted ${joinSeen('wanted', '$2', 'left join')}`;
