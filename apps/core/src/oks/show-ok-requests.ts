import type { OkRequest, OkRequestList } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { isEmptied, isRemoved } from '../deletions/is-emptied.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';
import { contentWarningOf } from '../replies/content-warning.js';
import { theirReadersOf } from '../replies/find-answered-message.js';
import { versionOf } from '../threads/version-of.js';
import { askingPostJson } from './asking-post.js';
import { authorGone } from './lock-ok-request.js';
import { colleagues } from './needs-ok.js';
import { revisionOf } from './revision-of.js';

/** More wait than anybody reads at once. */
const shownMax = 200;
const sinceMax = 20;

/** Answers that wait for an OK, as those see them who may give it, and what came back to its author. */
@Injectable()
export class ShowOkRequests {
  constructor(private readonly dataSource: DataSource) {}

  async run({ accountGroupIds, agentId }: Reader, threadId?: string): Promise<OkRequestList> {
    const rows = (await this.dataSource.query(listing, [accountGroupIds, agentId, threadId ?? null])) as {
      json: OkRequest;
      total: number;
    }[];
    const more = (rows[0]?.total ?? 0) - rows.length;
    return { items: rows.map(({ json }) => json), more, rule: await readOkRule(this.dataSource) };
  }

  async one({ accountGroupIds }: Reader, id: string, db: Queryable = this.dataSource): Promise<OkRequest> {
    const [row] = (await db.query(showing, [accountGroupIds, id])) as { json: OkRequest }[];
    if (row) return row.json;
    throw new DomainError('not-found', 'There is no answer with this id that you may see.');
  }
}

export const readOkRule = async (db: Queryable): Promise<OkRequestList['rule']> => {
  const [row] = (await db.query('select sensitive_needs_ok as needed from workspace')) as {
    needed: boolean;
  }[];
  return { needed: row?.needed ?? true };
};

const agentJson = (id: string): string =>
  `(select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = ${id})`;

const filesJson = `coalesce((
  select json_agg(json_build_object('id', u.id, 'name', u.name, 'mediaType', u.media_type, 'alt', nullif(r.reply -> 'alts' ->> u.id::text, '')) order by n)
  from jsonb_array_elements_text(r.reply -> 'attachments') with ordinality as named(id, n) join upload u on u.id = named.id::uuid), '[]')`;

const version = `coalesce((select ${versionOf('t', '$1')}::int from thread t where t.person_id = l.person_id), 0)`;

/** Of late polls something comes in that was said a while before. */
const sinceJson = `coalesce((
  select json_agg(json_build_object('messageId', came.id, 'ours', came.direction = 'outbound', 'text', left(came.new_text, 2000), 'at', ${iso('came.sort_at')})
    order by came.sort_at, came.id)
  from (
    select w.id, w.direction, w.new_text, w.sort_at from link here join message w on w.anchor_identity_id = here.identity_id
    where here.person_id = l.person_id and here.withdrawn_at is null and w.sort_at > r.asked_at - interval '7 days' and w.ingested_at > r.asked_at
      and w.class = 'human' and w.direction <> 'note' and ${shownOnceTo('w', '$1')}
    order by w.sort_at desc, w.id desc limit ${sinceMax}) came), '[]')`;

/** What was decided for good has left, or never will. */
const accountGone = `(r.state in ('waiting', 'returned') and not exists (
  select from account a where a.id = r.account_id and a.state = 'active' and a.account_group_id = r.account_group_id))`;

const json = `json_build_object(
  'id', r.id, 'state', r.state, 'threadId', l.person_id, 'seenVersion', ${version}, 'since', ${sinceJson},
  'answers', json_build_object('messageId', m.id, 'channel', m.channel, 'text', m.new_text, 'gone', ${isEmptied('m')}, 'removed', ${isRemoved('m')},
    'edited', ${revisionOf('m.id')} > r.answered_revision,
    'author', (select ${identityJson('i', '$1')} from identity i where i.id = m.author_identity_id)),
  'author', ${agentJson('r.agent_id')}, 'authorGone', ${authorGone}, 'text', r.reply ->> 'text', 'parts', r.parts,
  'to', coalesce(r.reply -> 'to', '[]'), 'cc', coalesce(r.reply -> 'cc', '[]'), 'askAnew', r.ask_anew and r.state = 'waiting',
  'others', (select count(*)::int from ok_request other where other.account_group_id = r.account_group_id and other.state = 'waiting'
    and other.answers_message_id = r.answers_message_id and other.id <> r.id),
  'contentWarning', nullif(coalesce(r.reply ->> 'contentWarning', ${contentWarningOf('m')}), ''), 'files', ${filesJson},
  'readers', coalesce(r.reply ->> 'readers', ${theirReadersOf('m')}), 'language', r.reply ->> 'language',
  'closes', coalesce((r.reply -> 'close')::bool, false), 'saidAnyway', coalesce(r.reply -> 'sayAnyway', '[]'),
  'account', (select coalesce(a.name, a.address::text) from account a where a.id = r.account_id), 'accountId', r.reply ->> 'accountId',
  'accountGone', ${accountGone}, 'why', r.why, 'asking', ${askingPostJson('r.asking_message_id', '$1')},
  'colleagues', ${colleagues('r.account_group_id', 'r.agent_id')}, 'askedAt', ${iso('r.asked_at')}, 'digest', r.digest,
  'decided', case when r.decided_at is not null then json_build_object(
    'agent', ${agentJson('r.decided_by')}, 'at', ${iso('r.decided_at')}, 'reason', r.reason) end,
  'messageId', r.message_id)`;

const from = `ok_request r join message m on m.id = r.answers_message_id
  left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null`;

/** What can only be given back stands last: it must not keep anybody from what can still leave. */
const listing = `
with shown as (
  select r.id, ${isEmptied('m')} or ${authorGone} as "isGone", count(*) over ()::int as total from ${from}
  where ${visibleTo('r', '$1')} and (r.state = 'waiting' or r.state = 'returned' and (r.agent_id = $2 or ${authorGone}))
    and ($3::uuid is null or l.person_id = $3)
  order by 2, r.asked_at, r.id limit ${shownMax})
select ${json} as json, shown.total from ${from} join shown on shown.id = r.id
order by shown."isGone", r.asked_at, r.id`;

const showing = `select ${json} as json from ${from} where r.id = $2 and ${visibleTo('r', '$1')}`;
