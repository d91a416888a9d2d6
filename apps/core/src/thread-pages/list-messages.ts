import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, writeMarker } from '../paging/page-marker.js';
import { FindPerson } from '../people-pages/find-person.js';
import { knownName } from '../people-pages/known-name.js';
import { shownName } from '../people-pages/shown-name.js';
import { actionJson } from './action-json.js';
import { findPlace } from './find-place.js';
import { shownMessages } from './message-json.js';
import { taggingLines } from './tagging-json.js';
import type { MessageQuery } from './thread-query.js';

/** What of one kind stands beside the messages of a page. */
const besideMax = 500;

/**
 * One page of a thread, the newest unless a marker says otherwise: the merge of its identities' messages, with what agents
 * did and what the person took part in elsewhere in the same stretch of time.
 */
@Injectable()
export class ListMessages {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string, query: MessageQuery): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    const { before, limit } = await findPlace(this.dataSource, { ...reader, personId }, query);
    const [page] = (await this.dataSource.query(listing, [
      personId,
      reader.accountGroupIds,
      ...before,
      limit,
      reader.agentId,
    ])) as [
      {
        items: string;
        actions: string;
        pointers: string;
        more: boolean;
        at: string | null;
        id: string | null;
        newestAt: string | null;
        newestId: string | null;
      },
    ];
    const next = page.more ? marker(page.at, page.id) : 'null';
    const previous = before === aboveAll ? 'null' : marker(page.newestAt, page.newestId);
    return `{"items":${page.items},"actions":${page.actions},"pointers":${page.pointers},"next":${next},"previous":${previous}}`;
  }
}

const marker = (at: string | null, id: string | null): string =>
  at !== null && id !== null ? JSON.stringify(writeMarker([at, id])) : 'null';

/** A public word of ours names whoever stood in the conversation; it says nothing to or of them that their thread lacks. */
const onlyNames = `(m.direction = 'outbound' and m.audience = 'public' and p.role = 'mentioned')`;

const listing = `
with mine as materialized (
  select identity_id from link where person_id = $1 and withdrawn_at is null),
found as materialized (
  select m.id, m.sort_at from mine cross join lateral (
    select m.id, m.sort_at from message m
    where m.anchor_identity_id = mine.identity_id and (m.sort_at, m.id) < ($3::timestamptz, $4::uuid)
      and ${shownOnceTo('m', '$2')}
    order by m.sort_at desc, m.id desc limit $5::int + 1) m
  order by m.sort_at desc, m.id desc limit $5::int + 1),
page as materialized (select id, sort_at from found order by sort_at desc, id desc limit $5::int),
stretch as (
  select case when (select count(*) from found) > $5::int then min(sort_at) else '-infinity' end as since,
    $3::timestamptz as until from page),
${shownMessages('$2')},
action_found as (
  select a.id, a.at, ${actionJson} as json
  from stretch
  cross join (select t.id from mine join topic t on t.anchor_identity_id = mine.identity_id where ${visibleTo('t', '$2')}) topic_of
  join action a on a.topic_id = topic_of.id and a.kind not in ('placed', 'read', 'unread')
    and a.at >= stretch.since and a.at < stretch.until
  left join agent g on g.id = a.actor_agent_id
  order by a.at desc, a.id desc limit ${besideMax}),
tagging_found as (${taggingLines('$2')} order by u.at desc, u.id desc limit ${besideMax}),
pointer_found as (
  select m.id, m.sort_at, json_build_object('messageId', m.id, 'threadId', owner.person_id,
    'personName', coalesce(${shownName('t', '$2')}, ''), 'role', p.role, 'channel', m.channel, 'subject', m.subject,
    'sortAt', ${iso('m.sort_at')},
    'dismissed', exists (select from dismissed_answer d where d.agent_id = $6 and d.message_id = m.id),
    'answeredBy', case when m.audience = 'private' and exists (
      select from message a join mine own on own.identity_id = a.anchor_identity_id where a.id = m.answers_message_id
        and a.audience = 'private' and not exists (select from participant p where p.message_id = a.id and p.identity_id = m.author_identity_id))
      then (select json_build_object('key', coalesce(i.handle, i.key), 'name', ${knownName('i', '$2')}, 'proof', m.proof)
        from identity i where i.id = m.author_identity_id and not i.ours) end) as json
  from stretch cross join mine
  join participant p on p.identity_id = mine.identity_id
  join message m on m.id = p.message_id and m.sort_at >= stretch.since and m.sort_at < stretch.until
    and m.anchor_identity_id not in (select identity_id from mine) and ${shownOnceTo('m', '$2')} and not ${onlyNames}
  left join link owner on owner.identity_id = m.anchor_identity_id and owner.withdrawn_at is null
  left join thread t on t.person_id = owner.person_id
  order by m.sort_at desc, m.id desc limit ${besideMax})
select
  coalesce((select json_agg(json order by sort_at, id)::text from shown), '[]') as items,
  coalesce((select json_agg(json order by at, id)::text from (select * from action_found union all select * from tagging_found) done), '[]') as actions,
  coalesce((select json_agg(json order by sort_at, id)::text from pointer_found), '[]') as pointers,
  (select count(*) from found) > $5::int as more, oldest.at, oldest.id, newest.at as "newestAt", newest.id as "newestId"
from (select 1) one left join lateral (
  select ${exactly('sort_at')} as at, id from page order by sort_at, id limit 1) oldest on true
left join lateral (
  select ${exactly('sort_at')} as at, id from page order by sort_at desc, id desc limit 1) newest on true`;
